import type { Weakness, WeakPlace } from './checked';

/** From how many problems on a weakness of theirs is one of the report. */
const MANY = 3;

/**
 * What many problems have in common, said once: at the first of them, with the others as related places. As it came where only few
 * have it.
 * @param message of the report, for so many problems
 */
export function foldProblems(
  weaknesses: readonly Weakness[],
  message: (problems: number) => string,
): readonly Weakness[] {
  const problems = new Set(weaknesses.map(({ problem }) => problem)).size;
  if (problems < MANY) return weaknesses;
  return [fold(weaknesses, message(problems))];
}

/** The first of the weaknesses with another message, and the others as places beside it. They are at least one. */
export function fold(weaknesses: readonly Weakness[], message: string): Weakness {
  const [first, ...others] = weaknesses;
  if (!first) throw new Error('Nothing to fold');
  const { start, end, fix } = first;
  return { start, end, message, ...(fix ? { fix } : {}), related: others.flatMap(placesOf) };
}

function placesOf({ start, end, message, problem, fix, related = [] }: Weakness): WeakPlace[] {
  const place = {
    start,
    end,
    message,
    ...(problem === undefined ? {} : { problem }),
    ...(fix ? { fix } : {}),
  };
  return [place, ...related];
}
