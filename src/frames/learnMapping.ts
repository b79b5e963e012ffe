import type { Frame } from './frame';
import { framePath } from './framePath';
import type { PathMapping } from './locate';
import type { Place } from './place';

/** A frame with the file that it surely means: by its path, or since the user chose it. */
export interface Placed {
  readonly frame: Frame;
  readonly place: Place;
}

/**
 * What a deployment calls the workspace's folders, learned from the frames of that one deployment (a trace, a service) whose
 * files are sure: `/app/` stands for the root when `/app/netra_backend/app/main.py` is `netra_backend/app/main.py`.
 *
 * A prefix is learned from a file that agrees with its frame in three names or from two that agree in two. One that stands for
 * two folders is not learned, nor is the prefix of a library or of a relative path.
 */
export function learnMapping(placed: readonly Placed[]): PathMapping[] {
  const seen = new Map<string, Learned>();
  for (const { frame, place } of placed) {
    const parts = frame.library ? undefined : prefixes(frame.path, place.path);
    if (parts === undefined) continue;
    const { from, to, agreed } = parts;
    const learned = seen.get(from) ?? { folders: new Set(), files: new Set(), deepest: 0 };
    seen.set(from, learned);
    learned.folders.add(`${place.folder}\n${to}`);
    learned.files.add(place.path);
    learned.deepest = Math.max(learned.deepest, agreed);
  }
  return [...seen].flatMap(([from, { folders, files, deepest }]) => {
    const [only] = folders;
    if (only === undefined || folders.size > 1 || (deepest < 3 && files.size < 2)) return [];
    const [folder = '', to = ''] = only.split('\n');
    return [{ from, to, folder, learnedFrom: files.size }];
  });
}

interface Learned {
  readonly folders: Set<string>;
  readonly files: Set<string>;
  /** The most names in which a frame and its file agree. */
  deepest: number;
}

/** What is left in front of the names in which a frame's path and a file's agree; undefined where they agree in fewer than two. */
function prefixes(written: string, file: string): { from: string; to: string; agreed: number } | undefined {
  const slashed = written.replaceAll('\\', '/');
  const { names, absolute } = framePath(written);
  const own = file.split('/');
  let agreed = 0;
  while (agreed < own.length && own.at(-1 - agreed) === names.at(-1 - agreed)) agreed++;
  const shared = own.slice(own.length - agreed).join('/');
  if (agreed < 2 || !absolute || !slashed.endsWith(`/${shared}`)) return undefined;
  return {
    from: slashed.slice(0, -shared.length),
    to: file.slice(0, file.length - shared.length),
    agreed,
  };
}
