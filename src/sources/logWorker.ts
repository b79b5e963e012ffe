import { parentPort, workerData } from 'node:worker_threads';
import { memoryOf } from '../logs/packed';
import { runScan, type ScanTask } from './scanTask';

// A thread that reads a log file; see `scanFile`, which starts it.
const task: ScanTask = workerData;
void runScan(task, (message) => {
  parentPort?.postMessage(message, message.kind === 'patterns' ? [...memoryOf(message.patterns)] : []);
});
