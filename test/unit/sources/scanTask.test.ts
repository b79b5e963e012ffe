import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Identities } from '../../../src/logs/identities';
import type { Revision } from '../../../src/logs/pattern';
import { Patterns } from '../../../src/logs/patterns';
import { compareTimestamps } from '../../../src/logs/timestamp';
import type { TakenIn } from '../../../src/sources/intake';
import { lineRanges } from '../../../src/sources/lineRanges';
import { readFileHead } from '../../../src/sources/fileHead';
import { logFile } from '../../../src/sources/logFile';
import { pull } from '../../../src/sources/pull';
import { ScanControl } from '../../../src/sources/scanControl';
import { runScan, type ScanMessage } from '../../../src/sources/scanTask';
import type { LogQuery, LogSource } from '../../../src/sources/source';
import { interleaved, type Part, parts, written } from './mixedLog';

const QUERY: LogQuery = { minimumSeverity: 'ERROR' };

const RUNS = { numRuns: 15 };
const FEW_RUNS = { numRuns: 5 };

const WRITTEN: readonly (readonly [what: string, write: (text: string) => string | Buffer])[] = [
  ['a file that ends in a line break', (text) => `${text}\n`],
  ['a file with CRLF', (text) => `${text}\n`.replaceAll('\n', '\r\n')],
  ['a file with a byte order mark', (text) => `\ufeff${text}`],
  ['a gzipped file', (text) => gzipSync(text)],
  ['gzip in two members', (text) => Buffer.concat([gzipSync(text.slice(0, 300)), gzipSync(text.slice(300))])],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
];

describe('runScan', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scan-'));
  const file = path.join(folder, 'log');
  after(() => rmSync(folder, { recursive: true }));

  /** Whether a scan in so many ranges finds what listing the entries finds. */
  async function findsTheSame(content: string | Buffer, rangeCount = 1): Promise<void> {
    writeFileSync(file, content);
    const listed = await list(file);
    const scanned = await scan(file, rangeCount);
    assert.deepEqual(summaryOf(scanned.patterns), summaryOf(listed.patterns));
    assert.deepEqual(sum(scanned.taken), sum([listed.taken]));
  }

  const log = parts().map(interleaved);
  const mixed = parts({ hasText: true }).map(interleaved);

  it('finds what listing finds', () =>
    fc.assert(
      fc.asyncProperty(mixed, (lines) => findsTheSame(start(written(lines)))),
      RUNS,
    ));

  it('finds what listing finds with the newest first', () =>
    fc.assert(
      fc.asyncProperty(log, (lines) => findsTheSame(start(written(lines.toReversed())))),
      RUNS,
    ));

  it('finds what listing finds in a log without an order', () => {
    const shuffled = log.chain((lines) => fc.shuffledSubarray(lines, { minLength: lines.length }));
    return fc.assert(
      fc.asyncProperty(shuffled, (lines) => findsTheSame(start(written(lines)))),
      RUNS,
    );
  });

  for (const [what, write] of WRITTEN) {
    it(`finds what listing finds in ${what}`, () =>
      fc.assert(
        fc.asyncProperty(mixed, (lines) => findsTheSame(write(start(written(lines))))),
        FEW_RUNS,
      ));
  }

  it('finds what listing finds when the file is divided', () => {
    const spread = fc
      .array(parts(), { minLength: 4, maxLength: 4 })
      .map((logs) => later(logs).flatMap(interleaved));
    const divided = fc.tuple(spread, fc.integer({ min: 2, max: 5 }));
    return fc.assert(
      fc.asyncProperty(divided, ([lines, count]) => findsTheSame(start(written(lines)), count)),
      RUNS,
    );
  });
});

/** A file of lines is known by its first. */
function start(text: string): string {
  return `{"textPayload":"started","insertId":"first","logName":"projects/p/logs/start","timestamp":"2025-09-12T03:00:00Z","severity":"INFO"}\n${text}`;
}

/** Logs of which each follows the one before, with ids of their own. */
function later(logs: readonly (readonly Part[])[]): Part[][] {
  return logs.map((log, i) =>
    log.map((part) =>
      part.map((line) => {
        if (typeof line === 'string') return line.replace('"p', `"${i}p`);
        const ms = Date.parse(line.timestamp ?? '') + i * 86_400_000;
        return { ...line, insertId: `${i}${line.insertId}`, timestamp: new Date(ms).toISOString() };
      }),
    ),
  );
}

/** All that is counted; of events of the same time any may be the newest. */
function summaryOf(patterns: Patterns): unknown {
  const all = patterns.list().map((pattern) => {
    const { key, because, severity, count, firstSeen, lastSeen, services, series } = pattern;
    return {
      key,
      because,
      severity,
      count,
      firstSeen,
      lastSeen,
      services,
      series,
      keys: [...pattern.keys].sort(),
      newest: pattern.newest.map(({ timestamp, text }) => `${timestamp} ${text}`).sort(),
      traces: [...pattern.traces].sort(),
      revisions: pattern.revisions.map(revisionOf).sort(),
      // Requests that are tied to errors by their times depend on the order of the log.
      requests: pattern.requests.filter(({ tie }) => tie === 'own'),
    };
  });
  return { all: all.sort((a, b) => (a.key < b.key ? -1 : 1)), eventCount: patterns.eventCount };
}

function revisionOf({ name, count, firstSeen, lastSeen }: Revision): string {
  return `${name} ${count} ${Date.parse(firstSeen)} ${Date.parse(lastSeen)}`;
}

interface Scanned {
  readonly patterns: Patterns;
  readonly taken: readonly TakenIn[];
}

async function scan(file: string, rangeCount: number): Promise<Scanned> {
  const { start, size, format } = await readFileHead(file, 'log');
  const ranges =
    start === undefined || format !== 'lines' ? [undefined] : lineRanges(file, start, size, rangeCount);
  const identities = new Identities(1000);
  const patterns = new Patterns({ identities });
  const taken: TakenIn[] = [];
  const control = new ScanControl(ranges.length);
  for (const [index, range] of ranges.entries()) {
    const say = (message: ScanMessage): void => {
      if (message.kind === 'patterns') patterns.merge(message.patterns);
      else taken.push(message.taken);
    };
    await runScan(
      {
        path: file,
        label: 'log',
        format,
        ...(range && { range }),
        query: QUERY,
        identities: identities.memory,
        control: control.memory,
        index,
        now: '2025-09-13T00:00:00Z',
      },
      say,
    );
  }
  return { patterns, taken };
}

async function list(file: string): Promise<{ patterns: Patterns; taken: TakenIn }> {
  const source = logFile(file);
  const lister: LogSource = {
    id: source.id,
    label: source.label,
    list: (query, context) => source.list(query, context),
  };
  const { patterns, sources } = await pull([lister], QUERY, new AbortController().signal, () => undefined);
  const [taken] = sources;
  assert.ok(taken && !taken.failure);
  return { patterns, taken };
}

function sum(parts: readonly TakenIn[]): unknown {
  const total = (of: (part: TakenIn) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const times = parts
    .flatMap(({ firstTime, lastTime }) => [firstTime, lastTime])
    .filter((time) => time !== '');
  return {
    entryCount: total((part) => part.entryCount),
    leftOutCount: total((part) => part.leftOutCount),
    badCount: total((part) => part.badCount),
    bad: parts.flatMap(({ bad }) => bad),
    times: [times.sort(compareTimestamps)[0], times.sort(compareTimestamps).at(-1)],
  };
}
