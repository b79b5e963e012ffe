import { isFields } from '../../logs/fields';

/** All that a stopped listing needs to go on. */
export interface Position {
  /** With its times, as it was sent. */
  readonly filter: string;
  readonly order: 'newest first' | 'oldest first';
  /** Of the service: it lives for a day, and for this filter and order alone. */
  readonly pageToken: string;
  /** When the token was given, in milliseconds. */
  readonly at: number;
  /** The furthest time reached, and the entries at it, for when the token is refused. */
  readonly edge: string | undefined;
  readonly edgeKeys: readonly string[];
}

/** A position as an opaque text, to be handed around and kept. */
export function writePosition(position: Position): string {
  return Buffer.from(JSON.stringify({ v: VERSION, ...position })).toString('base64url');
}

/** The position that a text stands for; undefined when it is none of this version's. */
export function readPosition(text: string): Position | undefined {
  const value = parse(text);
  if (!isFields(value) || value['v'] !== VERSION) return undefined;
  const { filter, order, pageToken, at, edge, edgeKeys } = value;
  if (typeof filter !== 'string' || typeof pageToken !== 'string' || typeof at !== 'number') return undefined;
  if (order !== 'newest first' && order !== 'oldest first') return undefined;
  return {
    filter,
    order,
    pageToken,
    at,
    edge: typeof edge === 'string' ? edge : undefined,
    edgeKeys: Array.isArray(edgeKeys) ? edgeKeys.filter((key) => typeof key === 'string') : [],
  };
}

const VERSION = 1;

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
