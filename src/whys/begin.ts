import type { Why } from './analysis';

/** The why to begin with when a report is opened: the first that nobody answered, else the last. */
export function whyToBeginWith(whys: readonly Why[]): string | undefined {
  return (whys.find(({ answer }) => !answer) ?? whys.at(-1))?.label;
}
