import { definitionsOf } from './definition';
import type { Frame } from './frame';
import type { Place } from './place';
import { squeezed } from './squeezed';

/** A place that a frame may mean, with the lines of its file as it is now. */
export interface Candidate {
  readonly place: Place;
  readonly lines: readonly string[];
}

/**
 * Narrows the places that a frame may mean by what stands in their files: the one that has the line that the trace quotes at
 * the frame's own number is sure; else those that have it anywhere, else those that define the frame's function, are left to
 * choose from. Where no file has either, all are left. Places keep their order.
 */
export function settle(frame: Frame, candidates: readonly Candidate[]): Place[] {
  const source = frame.source === undefined ? undefined : squeezed(frame.source);
  if (source !== undefined && /\w{2}/.test(source)) {
    const exact = candidates.filter(({ lines }) => squeezed(lines[(frame.line ?? 0) - 1] ?? '') === source);
    if (exact.length === 1) return told(exact, candidates, 'has the quoted line at this number', 'sure');
    const holding = candidates.filter(({ lines }) => lines.some((line) => squeezed(line) === source));
    if (holding.length > 0) return told(holding, candidates, 'has the quoted line');
  }
  const defining = candidates.filter(({ lines }) => definitionsOf(lines, frame.function).length > 0);
  return told(defining.length > 0 ? defining : candidates, candidates, `defines ${frame.function}`);
}

function told(
  left: readonly Candidate[],
  all: readonly Candidate[],
  what: string,
  confidence?: Place['confidence'],
): Place[] {
  if (left.length === all.length && !confidence) return all.map(({ place }) => place);
  const share = left.length === 1 ? 'the only one' : `one of ${left.length}`;
  const words = all.length === 1 ? `it ${what}` : `${share} of ${all.length} that ${what}`;
  return left.map(({ place }) =>
    Object.assign({}, place, confidence && { confidence }, { reason: `${place.reason}; ${words}` }),
  );
}
