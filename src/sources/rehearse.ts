import { Identities } from '../logs/identities';
import { Patterns } from '../logs/patterns';
import { RecordScan } from '../logs/recordScan';
import type { RecordStore } from '../logs/samples';
import { Breath } from './breath';
import { readerOf } from './fileFormat';
import { Intake } from './intake';
import { LineBlocks } from './lineBlocks';
import { RecordIntake } from './recordIntake';
import { REHEARSAL_BYTES, rehearsalLog } from './rehearsalLog';

/**
 * Reads a log that nobody asked for, until what reads logs is compiled or `isOver`. What it counts is forgotten. `addsUp`: as
 * where the patterns are shown, and not only counted.
 */
export async function rehearse(isOver: () => boolean, addsUp: boolean): Promise<void> {
  const breath = new Breath();
  const memory = Buffer.alloc(REHEARSAL_BYTES);
  let log: Buffer = memory.subarray(0, 0);
  let start = 0; // where the log of the round stands, behind those before it
  const store: RecordStore = {
    read: (position, length) => new Uint8Array(memory.subarray(position - start, position - start + length)),
  };
  const scan = new RecordScan();
  let records: RecordIntake | undefined;
  const blocks = new LineBlocks(
    {
      memoryFor: (bytes) => scan.memoryFor(bytes),
      block: (...lines) => records?.block(...lines),
      part: (bytes) => records?.part(bytes),
    },
    0,
  );
  for (let round = 1; round <= ROUNDS; round++) {
    start += log.length;
    log = rehearsalLog(round, memory);
    // By turns as a large log is read and a small one.
    const patterns = new Patterns({ identities: new Identities(0), ...(round % 2 === 0 && { store }) });
    const intake = new Intake(patterns, { minimumSeverity: 'WARNING' });
    records = new RecordIntake(intake, readerOf('lines', new Date(0)), scan);
    for (let at = 0; at < log.length; at += PIECE_BYTES) {
      blocks.push(log.subarray(at, at + PIECE_BYTES));
      if (breath.isDue) await breath.take();
      if (isOver()) return;
    }
    blocks.end();
    records.end();
    if (round < ROUNDS) continue;
    const parts = [...patterns.data()];
    if (!addsUp) return;
    await breath.take();
    const together = new Patterns({ identities: new Identities(0) });
    for (const part of parts) together.merge(part);
    together.list();
    await breath.take();
    patterns.list();
  }
}

/** More make no difference that could be measured. */
const ROUNDS = 8;
const PIECE_BYTES = 64 * 1024;
