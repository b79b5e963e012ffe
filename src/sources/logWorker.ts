import { parentPort, workerData } from 'node:worker_threads';
import type { PatternsData } from '../logs/patterns';
import { rehearse } from './rehearse';
import { ScanControl } from './scanControl';
import { runScan, type ScanMessage, type ScanTask } from './scanTask';
import type { ScanThreadData } from './scanThreads';

// A thread that reads a log file, or a part of it, and then ends; see `ScanThreads`, which starts it.
const { rehearses }: ScanThreadData = workerData;
let isWanted = false;
const rehearsed = rehearses ? rehearse(() => isWanted, false) : Promise.resolve();

parentPort?.once('message', (task: ScanTask) => {
  isWanted = true;
  void rehearsed.then(() => runScan(task, sayer(task)));
});

function sayer({ control: memory, index }: ScanTask): (message: ScanMessage) => void {
  const control = new ScanControl(memory);
  let count = 0;
  return (message) => {
    parentPort?.postMessage(message, message.kind === 'patterns' ? memoryOf(message.patterns) : []);
    // What is on its way takes memory.
    control.awaitHeard(index, ++count - MOST_UNHEARD);
  };
}

/** The memory that the records are in, which is moved to the thread that hears of them. */
function memoryOf({ tallies }: PatternsData): ArrayBuffer[] {
  return tallies.map(({ records }) => records.bytes.buffer);
}

const MOST_UNHEARD = 2;
