import type { Frame } from '../../src/frames/frame';
import { locate } from '../../src/frames/locate';
import { WorkspaceFiles } from '../../src/frames/workspaceFiles';
import { stopwatch } from './stopwatch';

const FILES = 100_000;
const FRAMES = 10_000;

/** The index of a large workspace, and frames looked up in it. */
export default function bench() {
  const paths = Array.from(
    { length: FILES },
    (_, index) => `services/s${index % 40}/app/part${index % 500}/file${index % 60_000}.py`,
  );
  const indexing = stopwatch();
  const files = new WorkspaceFiles([{ folder: 'file:///workspace', paths }]);
  const indexedMs = indexing();
  const locating = stopwatch();
  let found = 0;
  for (let index = 0; index < FRAMES; index++) {
    const at = (index * 7919) % FILES;
    found += locate(frame(`/app/${paths[at]}`), files).length;
  }
  const locatedMs = locating();
  if (found < FRAMES) throw new Error('Frames were not found.');
  return [
    { what: '100,000 paths to an index', value: indexedMs, unit: 'ms' },
    { what: '10,000 frames located on it', value: locatedMs, unit: 'ms', budget: 50 },
  ];
}

function frame(path: string): Frame {
  return { path, line: 12, library: false, start: 0, end: path.length };
}
