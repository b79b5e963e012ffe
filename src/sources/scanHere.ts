import { Breath } from './breath';
import { noEntries } from './fileFailures';
import { isInLines, readerOf } from './fileFormat';
import type { FileHead } from './fileHead';
import { Intake } from './intake';
import { LineBlocks } from './lineBlocks';
import { RecordIntake } from './recordIntake';
import type { AggregateContext, LogQuery, PatternPage } from './source';
import { readText } from './textChunks';

/**
 * Reads a small log file into patterns in this thread, with pauses, since it is read sooner than a thread starts. Yields what
 * was taken in, once it is all counted or the pull was cancelled.
 *
 * @throws UserError at the end, when the file could not be read to its end or has no entries.
 */
export async function* scanHere(
  { path, label, format }: FileHead,
  query: LogQuery,
  context: AggregateContext,
): AsyncGenerator<PatternPage> {
  const intake = new Intake(context.patterns, query);
  const reader = readerOf(format, new Date());
  const records = isInLines(format) ? new RecordIntake(intake, reader) : undefined;
  const blocks = records && new LineBlocks(records);
  const breath = new Breath();
  let failure: unknown;
  try {
    for await (const chunk of readText(path, context)) {
      for (let at = 0; at < chunk.length && !context.signal.aborted; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        if (blocks) blocks.push(piece);
        else for (const page of reader.push(piece)) intake.page(page);
        if (breath.isDue) await breath.take();
      }
    }
  } catch (cause) {
    failure = cause;
  }
  blocks?.end();
  if (records) records.end();
  else for (const page of reader.end()) intake.page(page);
  intake.end();
  const taken = intake.result();
  yield { taken };
  if (failure !== undefined) throw failure;
  const [firstBad] = taken.bad;
  if (taken.entryCount === 0 && firstBad && !context.signal.aborted) throw noEntries(label, firstBad);
}

/** About what is read between two pauses. */
const PIECE_BYTES = 128 * 1024;
