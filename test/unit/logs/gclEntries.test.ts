import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { decode } from '../../../src/logs/decode';
import type { Entry } from '../../../src/logs/entry';
import type { LogEvent } from '../../../src/logs/event';
import { readLoggedAt } from '../../../src/logs/loggedAt';
import { readEvent } from '../../../src/logs/readEvent';
import { readLatencyMs } from '../../../src/logs/request';
import { Stitch } from '../../../src/logs/stitch';

/** Entries as the services of Google Cloud write them, each with what is to be found; not part of this repository. */
const CORPUS = '../shared/corpora/gcl-entries.json';

interface Case {
  readonly case: string;
  readonly expect: Expected;
  readonly entry?: unknown;
  readonly entries?: readonly unknown[];
}

interface Expected {
  readonly kind?: string;
  readonly severity?: string;
  readonly severityFrom?: string;
  readonly title?: string;
  readonly type?: string;
  readonly cause?: string;
  readonly message?: string;
  readonly service?: string;
  readonly logger?: string;
  readonly stackFrom?: string;
  readonly mapsTo?: string;
  readonly loggedAt?: { readonly file: string; readonly line: number };
  readonly mergedEntries?: number;
  readonly joinsWith?: string;
  readonly joinDeltaMs?: number;
  readonly frames: readonly {
    readonly file?: string;
    readonly module?: string;
    readonly line: number;
    readonly column?: number;
    readonly function?: string;
  }[];
}

describe('entries of Google Cloud', () => {
  if (!existsSync(CORPUS)) {
    it('are read as expected', function () {
      console.log(`      skipped: ${CORPUS} is not there`);
      this.skip();
    });
    return;
  }
  const cases = JSON.parse(readFileSync(CORPUS, 'utf8')) as readonly Case[];
  for (const one of cases) it(`are read as expected: ${one.case}`, () => meets(one, cases));
});

function meets(one: Case, cases: readonly Case[]): void {
  const { expect } = one;
  const entries = entriesOf(one);
  const groups = stitched(entries);
  assert.equal(groups.length, 1);
  const event = eventOf(groups[0] ?? []);
  if (expect.kind === 'request') assert.ok(event.request && event.title.startsWith(event.request.method));
  if (expect.severity) assert.equal(event.severity, expect.severity);
  if (expect.severityFrom) assert.equal(event.severity, 'ERROR');
  if (expect.title) assert.equal(event.title, expect.title);
  if (expect.type) {
    assert.equal(event.exception?.type, expect.cause ?? expect.type);
    assert.ok(event.text.includes(expect.type));
  }
  if (expect.message) assert.ok(event.text.includes(expect.message), event.text);
  if (expect.service) assert.equal(`${event.service}@${event.revision}`, expect.service);
  if (expect.logger) assert.ok(JSON.stringify(entries).includes(expect.logger));
  if (expect.stackFrom) assert.ok(event.exception);
  if (expect.mapsTo) assert.ok(event.frames.some(({ path, line }) => `${path}:${line}` === expect.mapsTo));
  if (expect.loggedAt) {
    const { file, line } = expect.loggedAt;
    assert.ok(entries[0] && readLoggedAt(entries[0])?.startsWith(`${file}:${line}`));
  }
  if (expect.mergedEntries) assert.equal(event.entries.length, expect.mergedEntries);
  if (expect.joinsWith) {
    const request = cases.find((other) => other.case === expect.joinsWith);
    assert.ok(request && Math.abs(msAfter(event, entriesOf(request)[0]) - (expect.joinDeltaMs ?? 0)) < 0.05);
  }
  if (expect.frames.length === 0) assert.deepEqual(event.frames, []);
  for (const frame of expect.frames) {
    const path = frame.file ?? `${frame.module?.replaceAll('.', '/')}.py`;
    const found = event.frames.find((f) => f.path.endsWith(path) && f.line === frame.line);
    assert.ok(found, `${path}:${frame.line}`);
    if (frame.column) assert.equal(found.column, frame.column);
    if (frame.function && frame.function !== '<module>') assert.equal(found.function, frame.function);
  }
}

function entriesOf({ entry, entries }: Case): Entry[] {
  return (entries ?? [entry]).map((record) => {
    const decoded = decode(record);
    assert.ok('entry' in decoded);
    return decoded.entry;
  });
}

function stitched(entries: readonly Entry[]): Entry[][] {
  const stitch = new Stitch();
  return [...entries.flatMap((entry) => stitch.push(entry)), ...stitch.end()];
}

function eventOf([first, ...more]: readonly Entry[]): LogEvent {
  assert.ok(first);
  return readEvent([first, ...more]);
}

/** How long after the end of a request an event was logged. */
function msAfter(event: LogEvent, request: Entry | undefined): number {
  const microseconds = (timestamp = ''): number =>
    Date.parse(timestamp) + Number(timestamp.slice(23, 26)) / 1000;
  const endMs = microseconds(request?.timestamp) + (readLatencyMs(request ?? {}) ?? 0);
  return microseconds(event.timestamp) - endMs;
}
