import type { Entry } from '../logs/entry';
import { compareTimestamps } from '../logs/timestamp';
import type { Around } from './googleCloud/around';
import type { LogQuery, LogSource } from './source';

/** A question about what stands around an entry, as the query of a document's URI says it. */
export interface AroundQuery extends Around {
  /** The source's name. */
  readonly source: string;
  /** RFC 3339: the time that the entries are next to. */
  readonly at: string;
  /** The entry's insert id. */
  readonly id?: string | undefined;
}

/** What came, and the questions that go on from it. */
export interface AroundPage {
  readonly entries: readonly Entry[];
  readonly older: AroundQuery;
  readonly newer: AroundQuery;
}

/** How many entries are shown on each side. */
const SIDE = 200;

/** How much wider a side becomes where all of it is shown. */
const WIDER = 4;

const LEAST_SIDE_MS = 1_000;

/** The entries next to a time, those before it and those from it on: a call each. */
export async function listAround(
  source: LogSource,
  query: AroundQuery,
  signal: AbortSignal,
): Promise<AroundPage> {
  const { filter, from, to, at } = query;
  const [before, after] = await Promise.all([
    side(source, { ...BOTH, filter, from, to: at, order: 'newest first' }, signal),
    side(source, { ...BOTH, filter, from: at, to, order: 'oldest first' }, signal),
  ]);
  return {
    entries: [...before.entries, ...after.entries].sort((a, b) =>
      compareTimestamps(a.timestamp ?? '', b.timestamp ?? ''),
    ),
    older: olderOf(query, before),
    newer: newerOf(query, after),
  };
}

export function writeAroundQuery({ source, title, filter, from, to, at, id }: AroundQuery): string {
  const members = { source, title, filter, from, to, at, ...(id !== undefined && { id }) };
  return String(new URLSearchParams(Object.entries(members)));
}

/** Undefined where the query is none of `writeAroundQuery`. */
export function readAroundQuery(text: string): AroundQuery | undefined {
  const members = new URLSearchParams(text);
  const [source, title, filter, from, to, at] = ['source', 'title', 'filter', 'from', 'to', 'at'].map(
    (name) => members.get(name),
  );
  if (!source || !title || !filter || !isTime(from) || !isTime(to) || !isTime(at)) return undefined;
  return { source, title, filter, from, to, at, id: members.get('id') ?? undefined };
}

interface Side {
  readonly entries: readonly Entry[];
  /** There are more in the time that was asked for. */
  readonly isCut: boolean;
}

/** Neither severity nor grouping counts: the query says all. */
const BOTH = { minimumSeverity: 'DEFAULT', callLimit: 1 } as const;

async function side(source: LogSource, query: LogQuery, signal: AbortSignal): Promise<Side> {
  for await (const { entries, resume } of source.list(query, { signal, progress: () => undefined })) {
    return { entries: entries.slice(0, SIDE), isCut: entries.length > SIDE || resume !== undefined };
  }
  return { entries: [], isCut: false };
}

/** What is shown moves where a side has more than is shown, and grows where it has not. */
function olderOf(query: AroundQuery, { entries, isCut }: Side): AroundQuery {
  const oldest = entries.at(-1)?.timestamp;
  if (isCut && oldest !== undefined) return { ...query, at: oldest };
  return { ...query, from: shifted(query.from, -widthOf(query.from, query.at)) };
}

function newerOf(query: AroundQuery, { entries, isCut }: Side): AroundQuery {
  const newest = entries.at(-1)?.timestamp;
  if (isCut && newest !== undefined) return { ...query, at: newest };
  return { ...query, to: shifted(query.to, widthOf(query.at, query.to)) };
}

function widthOf(from: string, to: string): number {
  return Math.max(LEAST_SIDE_MS, Date.parse(to) - Date.parse(from)) * (WIDER - 1);
}

function shifted(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

function isTime(text: string | null | undefined): text is string {
  return (
    typeof text === 'string' &&
    /^\d{4}-\d{2}-\d{2}T[\d:.]{8,18}Z$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
