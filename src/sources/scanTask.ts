import { Identities } from '../logs/identities';
import { Patterns, type PatternsData } from '../logs/patterns';
import type { SampleWindow } from '../logs/samples';
import { inWords } from './failure';
import { isInLines, readerOf } from './fileFormat';
import type { FileFormat } from './formats';
import { Intake, type TakenIn } from './intake';
import { LineBlocks } from './lineBlocks';
import { RecordFile } from './recordFile';
import { RecordIntake } from './recordIntake';
import { ScanControl } from './scanControl';
import type { LogQuery } from './source';
import { readText } from './textChunks';

/** What a thread is to read of a file. Plain data, and memory that the threads share. */
export interface ScanTask {
  readonly path: string;
  readonly label: string;
  readonly format: FileFormat;
  /** Where to start and to end, in bytes, at the start of lines; none where it has to be unzipped or recoded. */
  readonly range?: readonly [start: number, end: number];
  readonly query: LogQuery;
  readonly samples?: SampleWindow;
  readonly identities: SharedArrayBuffer;
  readonly control: SharedArrayBuffer;
  /** Which of the threads this is, from 0. */
  readonly index: number;
  /** RFC 3339: completes times that are written without a year. */
  readonly now: string;
}

/** What a thread has to say: some of what it counted, and last what it took in. */
export type ScanMessage =
  | { readonly kind: 'patterns'; readonly patterns: PatternsData }
  | { readonly kind: 'end'; readonly taken: TakenIn; readonly lineCount: number; readonly failure?: string };

/** Reads a file, or a range of it, into patterns, and says what came of it. Ends early when it is cancelled. */
export async function runScan(task: ScanTask, say: (message: ScanMessage) => void): Promise<void> {
  const file = task.range && new RecordFile(task.path);
  try {
    await scan(task, file, say);
  } finally {
    file?.close();
  }
}

/** `file`: where a range of it is read. */
async function scan(
  task: ScanTask,
  file: RecordFile | undefined,
  say: (message: ScanMessage) => void,
): Promise<void> {
  const identities = new Identities(task.identities);
  const { grouping } = task.query;
  const patterns = new Patterns({
    identities,
    ...(grouping && { grouping }),
    ...(task.samples && { samples: task.samples }),
    ...(file && sizeOf(task) > MOST_COPIED_BYTES && { store: file }),
  });
  const intake = new Intake(patterns, task.query);
  const reader = readerOf(task.format, new Date(task.now));
  const records = isInLines(task.format) ? new RecordIntake(intake, reader) : undefined;
  let failure: string | undefined;
  try {
    if (records) await readLines(task, file, records);
    else {
      for await (const chunk of textOf(task)) for (const page of reader.push(chunk)) intake.page(page);
    }
  } catch (cause) {
    failure = inWords(task.label, cause).message;
  }
  if (!records) for (const page of reader.end()) intake.page(page);
  records?.end();
  intake.end();
  for (const part of patterns.data()) say({ kind: 'patterns', patterns: part });
  const lineCount = records?.lineCount ?? 0;
  say({ kind: 'end', taken: intake.result(), lineCount, ...(failure !== undefined && { failure }) });
}

function sizeOf({ range: [start, end] = [0, 0] }: ScanTask): number {
  return end - start;
}

/** Of more, the records that are kept are noted by where they stand: copying each takes longer than reading those again. */
const MOST_COPIED_BYTES = 64 * 1024 * 1024;

async function readLines(task: ScanTask, file: RecordFile | undefined, records: RecordIntake): Promise<void> {
  const blocks = new LineBlocks(records, task.range?.[0]);
  if (task.range && file) readRange(task, file, task.range, blocks);
  else for await (const chunk of textOf(task)) blocks.push(chunk);
  blocks.end();
}

/** Reads without a turn of the event loop: the thread has nothing else to do. */
function readRange(
  task: ScanTask,
  file: RecordFile,
  [start, end]: readonly [number, number],
  blocks: LineBlocks,
): void {
  const control = new ScanControl(task.control);
  let at = start;
  while (at < end && !control.isCancelled) {
    const room = blocks.room;
    const count = file.readInto(room, Math.min(room.length, end - at), at);
    if (count === 0) return;
    blocks.written(count);
    at += count;
    control.read(task.index, at - start);
  }
}

/** The text of the whole file in pieces; ends when the task is cancelled. */
async function* textOf({ path, control: memory, index }: ScanTask): AsyncGenerator<Buffer> {
  const control = new ScanControl(memory);
  const stop = new AbortController();
  const progress = ({ bytes }: { readonly bytes: number }): void => control.read(index, bytes);
  for await (const chunk of readText(path, { signal: stop.signal, progress })) {
    if (control.isCancelled) stop.abort();
    if (stop.signal.aborted) return;
    yield chunk;
  }
}
