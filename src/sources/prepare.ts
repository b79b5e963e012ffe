import { rehearse } from './rehearse';
import { scanThreads } from './scanThreads';

/**
 * Gets ready to read log files, for one who is about to choose some: has what reads them compiled, here for small files and
 * in threads for large ones. In this thread that takes one to two seconds, with pauses, and once; it ends when `isOver`.
 */
export async function prepareForFiles(isOver: () => boolean): Promise<void> {
  scanThreads.prepare();
  if (hasRehearsed) return;
  hasRehearsed = true;
  await rehearse(isOver, true);
}

let hasRehearsed = false;
