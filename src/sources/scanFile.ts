import { EventEmitter, on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { UserError } from '../errors';
import type { BadRecord } from '../logs/entry';
import { noEntries } from './fileFailures';
import { isInLines } from './fileFormat';
import type { FileHead } from './fileHead';
import type { TakenIn } from './intake';
import { lineRanges } from './lineRanges';
import { ScanControl } from './scanControl';
import type { ScanMessage, ScanTask } from './scanTask';
import { scanThreads } from './scanThreads';
import type { AggregateContext, LogQuery, PatternPage } from './source';

/**
 * Reads a log file into patterns in threads of their own: a large file of lines in several, each with a range of it. Yields
 * what the threads send; after an abort, which takes the time of a piece of 1 MB, what they had counted until then.
 *
 * @throws UserError at the end, when the file could not be read to its end or has no entries.
 */
export async function* scanFile(
  head: FileHead,
  query: LogQuery,
  context: AggregateContext,
): AsyncGenerator<PatternPage> {
  const { path: file, label, format, size, start } = head;
  const ranges =
    start !== undefined && isInLines(format) ? lineRanges(file, start, size, threadCount(size)) : [undefined];
  const control = new ScanControl(ranges.length);
  const cancel = (): void => control.cancel();
  const report = (): void => context.progress({ bytes: control.bytes, totalBytes: size });
  const shared = {
    path: file,
    label,
    format,
    query,
    ...(context.samples && { samples: context.samples }),
    identities: context.identities.memory,
    control: control.memory,
    now: new Date().toISOString(),
  };
  const workers = ranges.map((range, index) => {
    const task: ScanTask = Object.assign(range ? { range } : {}, shared, { index });
    const worker = scanThreads.take();
    worker.postMessage(task);
    return worker;
  });
  const timer = setInterval(report, REPORT_MS);
  context.signal.addEventListener('abort', cancel);
  if (context.signal.aborted) cancel();
  const end = new End();
  try {
    const ends: (LastMessage | undefined)[] = workers.map(() => undefined);
    let failed: Failed | undefined;
    for await (const [index, message] of messagesOf(workers)) {
      if (message.kind === 'patterns') yield { patterns: message.patterns };
      else if (message.kind === 'end') ends[index] = message;
      else failed ??= message;
      control.heard(index);
    }
    for (const message of ends) if (message) yield { taken: end.add(message) };
    if (failed) throw failed.cause;
    report();
  } finally {
    clearInterval(timer);
    context.signal.removeEventListener('abort', cancel);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  if (context.signal.aborted) return;
  if (end.failure !== undefined) throw new UserError(end.failure);
  if (end.firstBad && end.entryCount === 0) throw noEntries(label, end.firstBad);
}

const REPORT_MS = 100;
/** Less is read sooner than another thread starts. */
const BYTES_PER_THREAD = 8 * 1024 * 1024;

function threadCount(size: number): number {
  return Math.max(1, Math.min(scanThreads.most, Math.floor(size / BYTES_PER_THREAD)));
}

/** What is heard of a thread that broke down, such as for want of memory: it says no more. */
interface Failed {
  readonly kind: 'failed';
  readonly cause: unknown;
}

/** What threads say, as it comes, each with the number of its thread; ends when none has more to say. */
async function* messagesOf(
  workers: readonly Worker[],
): AsyncGenerator<[index: number, message: ScanMessage | Failed]> {
  const all = new EventEmitter();
  const speaking = new Set(workers);
  for (const [index, worker] of workers.entries()) {
    const end = (): void => {
      speaking.delete(worker);
      if (speaking.size === 0) all.emit('close');
    };
    worker.on('message', (message: ScanMessage) => {
      all.emit('message', index, message);
      if (message.kind === 'end') end();
    });
    worker.on('error', (cause) => all.emit('message', index, { kind: 'failed', cause } satisfies Failed));
    worker.once('exit', end);
  }
  for await (const [index, message] of on(all, 'message', { close: ['close'] })) yield [index, message];
}

type LastMessage = ScanMessage & { readonly kind: 'end' };

/** What the threads took in, one after the other in the order of the file. */
class End {
  failure: string | undefined;
  firstBad: BadRecord | undefined;
  entryCount = 0;
  #lineCount = 0;

  /** What a thread took in, with its bad records counted from the start of the file. */
  add({ taken, lineCount, failure }: LastMessage): TakenIn {
    const bad = taken.bad.map((record) => ({ ...record, at: record.at + this.#lineCount }));
    this.#lineCount += lineCount;
    this.failure ??= failure;
    this.firstBad ??= bad[0];
    this.entryCount += taken.entryCount;
    return { ...taken, bad };
  }
}
