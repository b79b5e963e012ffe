import { report } from './command';
import type { PulledLogs } from './pulledLogs';

/** Gets ready to read log files, where the user is about to choose or to pull some; it is over when a pull begins. */
export function expectFiles(logs: PulledLogs): void {
  import('../sources/prepare')
    .then(({ prepareForFiles }) => prepareForFiles(() => logs.isPulling))
    .catch(report);
}
