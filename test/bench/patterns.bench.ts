import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { logFile } from '../../src/sources/logFile';
import { pull } from '../../src/sources/pull';
import { generateEntries } from './entries';
import { longestBlock, stopwatch } from './stopwatch';

const QUERY = { minimumSeverity: 'WARNING' } as const;

/** From a file to patterns, beside reading the same file and parsing each line in the same run. */
export default async function bench() {
  const folder = mkdtempSync(path.join(tmpdir(), 'five-whys-bench-'));
  try {
    const small = await write(path.join(folder, 'small.ndjson'), 5_000);
    const large = await write(path.join(folder, 'large.ndjson'), 100_000);
    const first = await timed(() => patternsOf(small));
    const base = await fastest(3, () => parseLines(large));
    const pulled = await fastest(3, () => patternsOf(large));
    const block = await longestBlock(() => patternsOf(large));
    return [
      { what: '5,000 entries to patterns, first run', value: first, unit: 'ms', budget: 80 },
      { what: '100,000 entries to patterns', value: pulled, unit: 'ms' },
      { what: '100,000 entries, over reading and JSON.parse of each line', value: pulled / base, unit: '×' },
      {
        what: '100,000 entries, longest block of the event loop',
        value: block,
        unit: 'ms',
        budget: 50,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function patternsOf(file: string): Promise<void> {
  const { patterns } = await pull([logFile(file)], QUERY, new AbortController().signal, () => {});
  if (patterns.list().length === 0) throw new Error('There are no patterns.');
}

async function parseLines(file: string): Promise<void> {
  let entries = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (JSON.parse(line)) entries++;
  }
  if (entries === 0) throw new Error('There are no entries.');
}

async function write(file: string, count: number): Promise<string> {
  const stream = createWriteStream(file);
  for (const entry of generateEntries(count)) {
    if (!stream.write(`${JSON.stringify(entry)}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
}

async function timed(run: () => Promise<void>): Promise<number> {
  const elapsed = stopwatch();
  await run();
  return elapsed();
}

async function fastest(times: number, run: () => Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round++) best = Math.min(best, await timed(run));
  return best;
}
