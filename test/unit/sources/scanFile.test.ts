import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { Pattern } from '../../../src/logs/pattern';
import { logFile } from '../../../src/sources/logFile';
import { pull, type PullResult, type SourceResult } from '../../../src/sources/pull';
import { scanThreads } from '../../../src/sources/scanThreads';
import type { LogSource } from '../../../src/sources/source';

/** So many records are 19 MB, which are read in two threads. */
const MANY = 40_000;

describe('pull of a file in threads', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scanFile-'));
  const file = path.join(folder, 'log');
  after(() => rmSync(folder, { recursive: true }));

  it('counts a file in several ranges as one, with the lines of bad records', async () => {
    const records = Array.from({ length: MANY }, (_, i) => record(i));
    const badAt = [10, 39_000];
    for (const at of badAt) records[at - 1] = '{"broken": ';
    writeFileSync(file, `${records.join('\n')}\n`);
    const { patterns, source } = await pulled(logFile(file));
    assert.deepEqual(
      source.bad.map(({ at }) => at),
      badAt,
    );
    assert.equal(source.entryCount, MANY - 2);
    assert.deepEqual(
      patterns.list().map(({ title, count }) => [title, count]),
      [[`order ${MANY - 1} failed`, MANY - 2]],
    );
    assert.equal(source.bytes, source.totalBytes);
    assert.equal(source.failure, undefined);
  });

  it('counts the same in threads that rehearse when they are asked', async () => {
    writeFileSync(file, Array.from({ length: MANY }, (_, i) => `${record(i)}\n`).join(''));
    const without = await pulled(logFile(file));
    scanThreads.prepare();
    try {
      const { patterns, source } = await pulled(logFile(file));
      assert.equal(source.entryCount, MANY);
      assert.deepEqual(patterns.list().map(told), without.patterns.list().map(told));
    } finally {
      scanThreads.dispose();
    }
  });

  it('keeps what the other threads counted where one breaks down', async function () {
    if (scanThreads.most < 2) {
      console.log('      skipped: with one processor a file is read in one thread');
      this.skip();
    }
    writeFileSync(file, Array.from({ length: MANY }, (_, i) => `${record(i)}\n`).join(''));
    const take = scanThreads.take.bind(scanThreads);
    let taken = 0;
    scanThreads.take = () =>
      ++taken === 2 ? new Worker(`throw new Error('out of memory')`, { eval: true }) : take();
    try {
      const { patterns, source } = await pulled(logFile(file));
      assert.match(source.failure?.message ?? '', /out of memory/);
      assert.ok(source.entryCount > 0 && source.entryCount < MANY, `${source.entryCount} were read`);
      assert.equal(patterns.eventCount, source.entryCount);
    } finally {
      scanThreads.take = take;
    }
  });

  it('keeps what was counted until it is stopped', async () => {
    const abort = new AbortController();
    const content = `${record(0)}\n`.repeat(300);
    const count = 120_000;
    writeFileSync(file, gzipSync(content.repeat(count / 300), { level: 1 }));
    const { patterns, source, cancelled } = await pulled(logFile(file), abort, () => abort.abort());
    assert.equal(cancelled, true);
    assert.equal(source.failure, undefined);
    assert.ok(source.entryCount < count, `${source.entryCount} were read`);
    assert.equal(
      patterns.list().every(({ isExact }) => !isExact),
      true,
    );
  });

  it('reads nothing when it is stopped before', async () => {
    const abort = new AbortController();
    abort.abort();
    writeFileSync(file, `${record(0)}\n`.repeat(100));
    const { source, cancelled } = await pulled(logFile(file), abort);
    assert.deepEqual([cancelled, source.entryCount, source.failure], [true, 0, undefined]);
  });

  it('keeps what stands before the damage in a gzip file, and says so', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => record(i)).join('\n');
    const zipped = gzipSync(lines);
    writeFileSync(file, zipped.subarray(0, zipped.length / 2));
    const { patterns, source } = await pulled(logFile(file));
    assert.match(source.failure?.message ?? '', /^log is compressed \(gzip\), and damaged or cut off/);
    const [pattern] = patterns.list();
    assert.ok(pattern && pattern.count > 100 && pattern.count < 20_000);
    assert.equal(pattern.isExact, false);
  });

  it('says that a file is gone that was there a moment ago', async () => {
    writeFileSync(file, record(0));
    const there = logFile(file);
    const gone: LogSource = {
      id: there.id,
      label: there.label,
      list: (query, context) => there.list(query, context),
      estimate: async (query, context) => {
        const estimate = await there.estimate?.(query, context);
        rmSync(file);
        return estimate ?? assert.fail();
      },
      aggregate: (query, context) => there.aggregate?.(query, context) ?? assert.fail(),
    };
    const { patterns, source } = await pulled(gone);
    assert.match(source.failure?.message ?? '', /log/);
    assert.equal(patterns.eventCount, 0);
  });

  it('says that a file of records that are no entries is none', async () => {
    writeFileSync(file, '{"a":1}\n'.repeat(3));
    const { source } = await pulled(logFile(file, 'log', 'lines'));
    assert.match(source.failure?.message ?? '', /^log has no log entries: record 1 /);
  });
});

function told({ key, count, firstSeen, lastSeen, series, newest, oldest }: Pattern): unknown {
  const ids = [...newest, ...(oldest ? [oldest] : [])].map(({ entries }) =>
    entries.map(({ insertId }) => insertId),
  );
  return { key, count, firstSeen, lastSeen, series, ids };
}

function record(number: number): string {
  const timestamp = new Date(Date.UTC(2025, 8, 12) + number * 1000).toISOString();
  return JSON.stringify({
    insertId: `id${number}`,
    timestamp,
    severity: 'ERROR',
    logName: 'projects/p/logs/stderr',
    textPayload: `order ${number} failed`,
    labels: { note: 'x'.repeat(300) },
  });
}

async function pulled(
  source: LogSource,
  abort = new AbortController(),
  onProgress: (soFar: PullResult) => void = () => undefined,
): Promise<PullResult & { source: SourceResult }> {
  const result = await pull([source], { minimumSeverity: 'ERROR' }, abort.signal, onProgress);
  const [of] = result.sources;
  assert.ok(of);
  return { ...result, source: of };
}
