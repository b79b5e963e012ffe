/** One file of the workspace. */
export interface WorkspaceFile {
  /** As it was given to the index. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/**
 * The workspace's files by their base name.
 *
 * Names are found as written; where no file has that name, without regard to case, since Windows and macOS print a path in
 * the case in which the program was started. Building takes linear time; a name that stands once costs no list.
 */
export class WorkspaceFiles {
  /** By folder, then by base name in lower case: the path, or all of them where several files share the name. */
  readonly #folders = new Map<string, Map<string, string | Set<string>>>();
  #size = 0;

  /** Paths are relative to their folder, with `/` or with backslashes. */
  constructor(folders: Iterable<{ readonly folder: string; readonly paths: Iterable<string> }>) {
    for (const { folder, paths } of folders) {
      for (const path of paths) this.add(folder, path);
    }
  }

  /** How many files are known. */
  get size(): number {
    return this.#size;
  }

  /** Adds a file; one that is known already stays as it is. */
  add(folder: string, path: string): void {
    const slashed = path.replaceAll('\\', '/');
    const names = this.#folders.get(folder) ?? new Map<string, string | Set<string>>();
    if (names.size === 0) this.#folders.set(folder, names);
    const key = baseName(slashed).toLowerCase();
    const known = names.get(key);
    if (known === undefined) names.set(key, slashed);
    else if (typeof known === 'string') {
      if (known === slashed) return;
      names.set(key, new Set([known, slashed]));
    } else {
      if (known.has(slashed)) return;
      known.add(slashed);
    }
    this.#size++;
  }

  /** Takes a file out; one that is not known is no error. */
  delete(folder: string, path: string): void {
    const slashed = path.replaceAll('\\', '/');
    const names = this.#folders.get(folder);
    const key = baseName(slashed).toLowerCase();
    const known = names?.get(key);
    if (names === undefined || known === undefined) return;
    const had = typeof known === 'string' ? known === slashed && names.delete(key) : known.delete(slashed);
    if (had) this.#size--;
  }

  /** The files of that base name, in every folder. */
  withName(name: string): WorkspaceFile[] {
    const found: WorkspaceFile[] = [];
    for (const [folder, names] of this.#folders) {
      const paths = names.get(name.toLowerCase());
      if (typeof paths === 'string') found.push({ folder, path: paths });
      else for (const path of paths ?? []) found.push({ folder, path });
    }
    const exact = found.filter(({ path }) => path.endsWith(name));
    return exact.length > 0 ? exact : found;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
