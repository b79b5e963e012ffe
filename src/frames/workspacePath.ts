import type { IsFile } from './existing';
import { isLibrary } from './library';
import { locate } from './locate';
import { isSourceFile } from './sourceFile';
import type { WorkspaceFiles } from './workspaceFiles';

/**
 * Whether a path as a text writes it is surely that of one workspace file, for `readFrames`. A bare word is none, though a file
 * of that name were there: `server 500` is no place in `bin/server`.
 */
export function workspacePath(files: WorkspaceFiles): IsFile {
  return (path) => {
    if (!/[\\/.]/.test(path) && !isSourceFile(path)) return false;
    const frame = { path, library: isLibrary(path), start: 0, end: path.length };
    return locate(frame, files)[0]?.confidence === 'sure';
  };
}
