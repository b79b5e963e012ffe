import type { FileDiff } from '../frames/diff';
import { drift, type Drift } from '../frames/drift';
import type { Hunk } from '../frames/hunks';

/** The way of a file from the commit on: the hunks to HEAD and those from there to the working tree. */
type Steps = readonly [toHead: readonly Hunk[], toNow: readonly Hunk[]];

/** A file of the commit as it is now. */
export interface FollowedFile {
  /** Relative to the repository; undefined where the file was deleted since. */
  readonly path: string | undefined;
  readonly steps: Steps;
}

/** The files of a commit and what became of them. Paths are relative to the repository. */
export class DeployedFiles {
  /** As `git ls-tree -z` prints it: asked for a few paths, a list of all would cost more than it saves. */
  readonly #tree: string;
  readonly #asked = new Map<string, boolean>();
  readonly #toHead: Changes;
  readonly #toNow: Changes;

  constructor(tree: string, toHead: readonly FileDiff[], toNow: readonly FileDiff[]) {
    this.#tree = `\0${tree}`;
    this.#toHead = new Changes(toHead);
    this.#toNow = new Changes(toNow);
  }

  /** What became of a file of the commit; undefined where the commit has no such file. */
  follow(path: string): FollowedFile | undefined {
    if (!this.#has(path)) return undefined;
    const toHead = this.#toHead.of(path);
    if (toHead && toHead.newPath === undefined) return { path: undefined, steps: [toHead.hunks, []] };
    const atHead = toHead?.newPath ?? path;
    const toNow = this.#toNow.of(atHead);
    return {
      path: toNow ? toNow.newPath : atHead,
      steps: [toHead?.hunks ?? [], toNow?.hunks ?? []],
    };
  }

  /** The path that a file of the working tree had at the commit; undefined where it was not there yet. */
  before(path: string): string | undefined {
    const atHead = this.#toNow.sourceOf(path);
    const deployed = atHead && this.#toHead.sourceOf(atHead);
    return deployed !== undefined && this.#has(deployed) ? deployed : undefined;
  }

  /** The files of the commit that stand under their path no more: renamed or deleted. */
  gone(): string[] {
    return [...this.#toHead.left(), ...this.#toNow.left()].filter((path) => this.#has(path));
  }

  #has(path: string): boolean {
    const known = this.#asked.get(path);
    if (known !== undefined) return known;
    const has = path !== '' && this.#tree.includes(`\0${path}\0`);
    this.#asked.set(path, has);
    return has;
  }
}

/** Where a line of a followed file stands at HEAD; counted from 1. */
export function lineAtHead(line: number, { steps: [toHead] }: FollowedFile): Drift {
  return drift(line, toHead);
}

/** What a diff says, by the paths of its two sides. */
class Changes {
  readonly #byOld = new Map<string, FileDiff>();
  readonly #byNew = new Map<string, FileDiff>();

  constructor(diffs: readonly FileDiff[]) {
    for (const diff of diffs) {
      if (diff.oldPath !== undefined) this.#byOld.set(diff.oldPath, diff);
      if (diff.newPath !== undefined) this.#byNew.set(diff.newPath, diff);
    }
  }

  of(oldPath: string): FileDiff | undefined {
    return this.#byOld.get(oldPath);
  }

  /** The path on the old side; undefined for a file that is new, as one is that stands where another was taken away. */
  sourceOf(newPath: string): string | undefined {
    const diff = this.#byNew.get(newPath);
    if (diff) return diff.oldPath;
    return this.#byOld.has(newPath) ? undefined : newPath;
  }

  /** The paths of the old side that the new one does not have. */
  left(): string[] {
    return [...this.#byOld].filter(([path, { newPath }]) => newPath !== path).map(([path]) => path);
  }
}
