// A Cloud Logging on this machine, for the whole walk without a network and without an account.
//
//   node out/test/fakes/cloudLogging/main.mjs --file <entries> [--project <id>] [--ready] [--live]
//
// The file has one entry a line. Its first line of output is JSON: {project, grpc, rest}, the addresses to ask. With
// --ready the entries are encoded before it is printed; with --live the entries are dated back from now, and one of them
// happens again every second. It ends when its standard input does, so that it never outlives who started it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { LogRecord } from './filter';
import { startCloudLogging } from './server';

const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    project: { type: 'string', default: 'netra-staging' },
    ready: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
  },
});

const read = options.file ? readRecords(options.file) : [];
const records = options.live ? datedToNow(read) : read;
const server = await startCloudLogging({ project: options.project, records });
if (options.ready) server.encode();
console.log(JSON.stringify({ project: options.project, grpc: server.grpcAddress, rest: server.restAddress }));

let timer: NodeJS.Timeout | undefined;
if (options.live && records.length > 0) {
  let next = 0;
  timer = setInterval(() => {
    const at = new Date().toISOString();
    const record = records[next++ % records.length];
    server.service.write([{ ...record, timestamp: at, receiveTimestamp: at, insertId: `live-${next}` }]);
  }, 1_000);
}
process.stdin.resume();
process.stdin.once('end', () => {
  clearInterval(timer);
  void server.close().then(() => process.exit());
});

function readRecords(file: string): LogRecord[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as LogRecord);
}

/** As if the last of them had just happened. */
function datedToNow(records: readonly LogRecord[]): LogRecord[] {
  const times = records.map((record) => Date.parse(String(record['timestamp'])));
  const shift = Date.now() - Math.max(...times);
  return records.map((record, index) => {
    const timestamp = new Date((times[index] ?? 0) + shift).toISOString();
    return { ...record, timestamp, receiveTimestamp: timestamp };
  });
}
