import type { FrameRef, PatternRef } from '../commands';
import type { Frame } from '../frames/frame';
import { thrownAt } from '../frames/thrownAt';
import type { LogEvent } from '../logs/event';
import type { Muting } from '../logs/mute';
import type { Pattern, PatternRequest } from '../logs/pattern';
import type { PatternGroup, PatternGrouping } from '../logs/patternList';
import type { RememberedPattern } from '../logs/since';
import { deploymentOf } from './frameRef';
import type { WayOut } from './waysOut';

/** What the tree of patterns holds. A pattern's node is also the argument that menus hand to its commands. */
export type TreeNode =
  | HeadNode
  | PatternNode
  | { readonly kind: 'gone'; readonly of: RememberedPattern }
  | { readonly kind: 'more'; readonly count: number }
  | WayOut
  | ({ readonly kind: 'frame' } & FrameRef)
  | { readonly kind: 'request'; readonly of: PatternRequest }
  | { readonly kind: 'traces'; readonly of: Pattern }
  | ({ readonly kind: 'trace'; readonly trace: string } & PatternRef)
  | ({ readonly kind: 'event'; readonly of: LogEvent } & PatternRef)
  | { readonly kind: 'because'; readonly text: string };

/** What patterns stand under. */
export type HeadNode =
  | ({ readonly kind: 'group'; readonly by: Exclude<PatternGrouping, 'none'> } & PatternGroup)
  | { readonly kind: 'muted'; readonly patterns: readonly Pattern[] }
  | { readonly kind: 'allGone'; readonly patterns: readonly RememberedPattern[] };

export interface PatternNode extends PatternRef {
  readonly kind: 'pattern';
  readonly of: Pattern;
  /** The reports that are about it. */
  readonly known: readonly string[];
  readonly isNew: boolean;
  readonly muting: Muting | undefined;
  readonly head: HeadNode | undefined;
}

const MOST_FRAMES = 8;
const MOST_EVENTS = 5;

/**
 * What stands under a pattern: its frames, the code's own before the libraries', the requests that it broke, its newest
 * entries and their traces, why it is one.
 */
export function childrenOf(pattern: Pattern): TreeNode[] {
  const frames = framesOf(pattern);
  const from = deploymentOf(pattern.newest[0] ?? {});
  const ownFirst = [...frames.filter((frame) => !frame.library), ...frames.filter((frame) => frame.library)];
  return [
    ...ownFirst
      .slice(0, MOST_FRAMES)
      .map((frame) => ({ kind: 'frame' as const, frame, from, pattern: pattern.key })),
    ...pattern.requests.map((of) => ({ kind: 'request' as const, of })),
    ...pattern.newest
      .slice(0, MOST_EVENTS)
      .map((event) => ({ kind: 'event' as const, of: event, pattern: pattern.key, event: event.id })),
    ...(pattern.traces.length > 0 ? [{ kind: 'traces' as const, of: pattern }] : []),
    { kind: 'because', text: pattern.because },
  ];
}

/** Its newest traces, each with the entry that has it. */
export function tracesOf(pattern: Pattern): TreeNode[] {
  return pattern.traces.map((trace) => {
    const event = pattern.newest.find(({ entries }) => entries.some((entry) => entry.trace === trace));
    return { kind: 'trace', trace, pattern: pattern.key, ...(event && { event: event.id }) };
  });
}

/** The frames of the newest event, from where the error was thrown outwards. */
export function framesOf({ newest }: Pattern): readonly Frame[] {
  return newest[0] ? thrownAt(newest[0].text, newest[0].frames) : [];
}
