import { deserialize, serialize } from 'node:v8';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { isFields } from '../logs/fields';
import { Identities } from '../logs/identities';
import { Patterns, type PatternsData } from '../logs/patterns';
import type { Grouping } from '../logs/grouping';
import type { Counted, SourceResult } from './pull';
import type { Reach } from './reach';

/** What is kept of the pulls of a source across sessions, beside the patterns themselves. */
export interface CachedFacts {
  /** What was asked: a cached pull of another question is of no use. */
  readonly question: string;
  /** When it was pulled, in milliseconds since 1970. */
  readonly at: number;
  readonly reach: Reach;
  readonly source: Omit<SourceResult, 'failure'>;
  readonly isPartial: boolean;
}

/** Nothing larger is written, nor read back: 24 MB of samples take about 3. In bytes. */
export const MOST_CACHED_BYTES = 16_000_000;

/**
 * Patterns and facts as compressed bytes, made in parts so that none of them holds the thread for long. Undefined where they
 * are too many to be kept.
 */
export async function packPull(facts: CachedFacts, patterns: Patterns): Promise<Buffer | undefined> {
  const gzip = createGzip({ level: 1 });
  const chunks: Buffer[] = [];
  let size = 0;
  const ended = new Promise<void>((resolve, reject) => {
    gzip.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_CACHED_BYTES) chunks.push(chunk);
    });
    gzip.once('end', resolve).once('error', reject);
  });
  gzip.write(framed({ v: VERSION, facts }));
  for (const part of patterns.data()) {
    if (!gzip.write(framed(part))) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await ended;
  return size <= MOST_CACHED_BYTES ? Buffer.concat(chunks) : undefined;
}

/** What `packPull` wrote; undefined where an earlier version did, or the bytes are damaged. */
export async function unpackPull(
  bytes: Uint8Array,
  grouping: Grouping,
): Promise<(Counted & { readonly facts: CachedFacts }) | undefined> {
  try {
    const all = await promisify(gunzip)(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
    const [head, ...parts] = framesIn(all);
    const read = head && deserialize(head);
    if (!isFields(read) || read['v'] !== VERSION || !isFacts(read['facts'])) return undefined;
    const identities = new Identities(EXPECTED);
    const patterns = new Patterns({ identities, grouping });
    for (const part of parts) {
      const data: unknown = deserialize(part);
      if (!isPatternsData(data)) return undefined;
      patterns.merge(data);
      await new Promise((resolve) => setImmediate(resolve));
    }
    patterns.isPartial = read['facts'].isPartial;
    return { facts: read['facts'], patterns, identities };
  } catch {
    return undefined; // damaged: the next pull writes it anew
  }
}

/** Goes up with every change of what is written, `PatternsData` included. */
const VERSION = 4;

const MOST_UNPACKED_BYTES = 128_000_000;

/** How many entries may come by later pulls before some that come twice are counted twice. */
const EXPECTED = 200_000;

/** A value with its length before it: 4 bytes, the highest first. */
function framed(value: unknown): Buffer {
  const body = serialize(value);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return frames;
}

function isFacts(value: unknown): value is CachedFacts {
  if (!isFields(value)) return false;
  const { question, at, reach, source } = value;
  return typeof question === 'string' && typeof at === 'number' && isFields(reach) && isFields(source);
}

function isPatternsData(value: unknown): value is PatternsData {
  return isFields(value) && Array.isArray(value['tallies']) && typeof value['unlistedCount'] === 'number';
}
