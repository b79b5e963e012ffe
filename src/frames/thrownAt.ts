import type { Frame } from './frame';

/** Frames from where the error was thrown outwards. Python prints its traces the other way round, and says so. */
export function thrownAt(text: string, frames: readonly Frame[]): readonly Frame[] {
  return text.includes('most recent call last') ? [...frames].reverse() : frames;
}
