import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CloudSettings } from '../../src/sources/googleCloud/cloudSettings';
import { googleCloud } from '../../src/sources/googleCloud/googleCloud';
import { pull } from '../../src/sources/pull';
import { FakeClock } from '../fakes/cloudLogging/clock';
import { GeneratedLog } from './log/generatedLog';
import type { BenchOptions, Row } from './measurement';
import { ownMs, stopwatch } from './stopwatch';

const ENTRY_COUNT = 100_000;
const ROUNDS = 3;
const QUERY = { minimumSeverity: 'WARNING' } as const;

/** From a Cloud Logging in another process to patterns, over both transports, with no wait for the quota. */
export default async function bench({ folder }: BenchOptions): Promise<readonly Row[]> {
  const file = path.join(folder, 'cloud.ndjson');
  new GeneratedLog(ENTRY_COUNT).write(file);
  const server = await startServer(file);
  try {
    return [
      ...(await throughput('gRPC', { ...server.settings, endpoint: `http://${server.grpc}` })),
      ...(await throughput('REST', {
        ...server.settings,
        transport: 'rest',
        endpoint: `http://${server.rest}`,
      })),
      await cancelling({ ...server.settings, endpoint: `http://${server.grpc}` }),
    ];
  } finally {
    server.process.stdin?.end();
    await once(server.process, 'exit');
  }
}

interface Server {
  readonly process: ChildProcess;
  readonly settings: CloudSettings;
  readonly grpc: string;
  readonly rest: string;
}

async function startServer(file: string): Promise<Server> {
  const project = 'bench-staging';
  const program = path.join('out', 'test', 'fakes', 'cloudLogging', 'main.mjs');
  const server = spawn(process.execPath, [program, '--file', file, '--project', project, '--ready'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { grpc, rest } = JSON.parse(line) as { grpc: string; rest: string };
  return { process: server, settings: { name: 'bench', project }, grpc, rest };
}

async function throughput(transport: string, settings: CloudSettings): Promise<Row[]> {
  const what = `${ENTRY_COUNT.toLocaleString('en')} entries over ${transport} into patterns`;
  let fastestMs = Number.POSITIVE_INFINITY;
  let retainedMb = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = heapMb();
    const elapsed = stopwatch();
    const source = googleCloud(settings, { clock: new FakeClock(Date.now()) });
    const result = await pull([source], QUERY, new AbortController().signal, () => undefined);
    fastestMs = Math.min(fastestMs, ownMs(elapsed())); // the service and other programs have processors too
    await source.close();
    const [read] = result.sources;
    if (read?.failure || read?.entryCount !== ENTRY_COUNT) {
      throw new Error(`${read?.entryCount} entries came. ${read?.failure?.message ?? ''}`);
    }
    retainedMb = Math.max(retainedMb, heapMb() - before);
    if (result.patterns.list().length === 0) throw new Error('There are no patterns.');
  }
  return [
    {
      what: `${what}, a second`,
      value: Math.round((1000 * ENTRY_COUNT) / fastestMs),
      unit: 'entries',
      budget: { least: 40_000 },
    },
    { what: '  memory that the patterns keep', value: retainedMb, unit: 'MB', budget: { most: 60 } },
  ];
}

/** From the abort to the end of the iteration, amid a pull. */
async function cancelling(settings: CloudSettings): Promise<Row> {
  const source = googleCloud(settings, { clock: new FakeClock(Date.now()) });
  const abort = new AbortController();
  let abortedAt = 0;
  const pages = source.list(QUERY, { signal: abort.signal, progress: () => undefined });
  for await (const page of pages) {
    if (page.entries.length === 0) continue;
    setTimeout(() => {
      abortedAt = performance.now();
      abort.abort();
    }, 1);
  }
  const value = performance.now() - abortedAt;
  await source.close();
  return { what: 'a pull over gRPC, from cancel to its end', value, unit: 'ms', budget: { most: 300 } };
}

function heapMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
