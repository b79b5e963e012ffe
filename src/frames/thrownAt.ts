import type { Frame } from './frame';

/**
 * The frames that tell of the error itself, from where it was thrown outwards. Python prints its traces the other way round,
 * and says so.
 */
export function thrownAt(text: string, frames: readonly Frame[]): readonly Frame[] {
  const own = frames.filter(({ aside }) => aside !== 'quoted');
  return text.includes('most recent call last') ? own.reverse() : own;
}
