/** One file of the workspace. */
export interface WorkspaceFile {
  /** As it was given to the index. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/**
 * The workspace's files by their base name, and where many share one, by the folder they stand in.
 *
 * Names are found as written; where no file has that name, without regard to case, since Windows and macOS print a path in
 * the case in which the program was started. Building takes linear time; a name that stands once costs one entry.
 */
export class WorkspaceFiles {
  /** By workspace folder, then by base name. */
  readonly #folders = new Map<string, Map<string, string | string[] | Namesakes>>();
  /** Base names with capital letters, by their lower case; made when the first name is not found as it is written. */
  #capitalized: Map<string, Set<string>> | undefined;
  #size = 0;

  /** Paths are relative to their folder, with `/` or with backslashes. */
  constructor(folders: Iterable<{ readonly folder: string; readonly paths: Iterable<string> }>) {
    for (const { folder, paths } of folders) {
      for (const path of paths) this.add(folder, path);
    }
  }

  /** Adds many files in pieces of some milliseconds; `breathe` is awaited between them and lets others work. */
  async addInPieces(folder: string, paths: Iterable<string>, breathe: () => Promise<void>): Promise<void> {
    let left = pathsInPiece;
    for (const path of paths) {
      this.add(folder, path);
      if (--left > 0) continue;
      left = pathsInPiece;
      await breathe();
    }
  }

  /** How many files are known. */
  get size(): number {
    return this.#size;
  }

  /** Adds a file; one that is known already stays as it is. */
  add(folder: string, path: string): void {
    const slashed = path.includes('\\') ? path.replaceAll('\\', '/') : path;
    const name = baseName(slashed);
    let names = this.#folders.get(folder);
    if (!names) this.#folders.set(folder, (names = new Map()));
    const known = names.get(name);
    if (known === undefined) {
      names.set(name, slashed);
      if (this.#capitalized) addCapitals(name, this.#capitalized);
    } else if (known instanceof Namesakes) {
      if (!known.add(slashed)) return;
    } else if (typeof known === 'string') {
      if (known === slashed) return;
      names.set(name, [known, slashed]);
    } else if (known.includes(slashed)) return;
    else if (known.push(slashed) > mostInList) names.set(name, new Namesakes(known));
    this.#size++;
  }

  /** Takes a file out; one that is not known is no error. */
  delete(folder: string, path: string): void {
    const slashed = path.replaceAll('\\', '/');
    const name = baseName(slashed);
    const names = this.#folders.get(folder);
    const known = names?.get(name);
    if (known instanceof Namesakes) {
      if (!known.delete(slashed)) return;
    } else if (Array.isArray(known)) {
      if (!known.includes(slashed)) return;
      names?.set(
        name,
        known.filter((other) => other !== slashed),
      );
    } else if (known === slashed) names?.delete(name);
    else return;
    this.#size--;
  }

  /** The files of that base name, in every workspace folder; with `parent`, those in a folder of that name. */
  withName(name: string, parent?: string): WorkspaceFile[] {
    const found = this.#withExactName(name, parent);
    if (found.length > 0 || parent !== undefined) return found;
    const lower = name.toLowerCase();
    const others = new Set(this.#byLowerCase().get(lower)).add(lower);
    others.delete(name);
    return [...others].flatMap((other) => this.#withExactName(other));
  }

  // Loops, since an index is asked for thousands of frames at once, and most of them by functions that are not compiled yet.
  #withExactName(name: string, parent?: string): WorkspaceFile[] {
    const found: WorkspaceFile[] = [];
    for (const [folder, names] of this.#folders) {
      const known = names.get(name);
      if (known === undefined) continue;
      if (typeof known === 'string') {
        if (isIn(known, parent)) found.push({ folder, path: known });
        continue;
      }
      for (const path of known instanceof Namesakes ? known.paths(parent) : known) {
        if (isIn(path, parent)) found.push({ folder, path });
      }
    }
    return found;
  }

  #byLowerCase(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#capitalized) return this.#capitalized;
    this.#capitalized = new Map();
    for (const names of this.#folders.values()) {
      for (const name of names.keys()) addCapitals(name, this.#capitalized);
    }
    return this.#capitalized;
  }
}

function addCapitals(name: string, capitalized: Map<string, Set<string>>): void {
  const lower = name.toLowerCase();
  if (lower === name) return;
  const same = capitalized.get(lower);
  if (same === undefined) capitalized.set(lower, new Set([name]));
  else same.add(name);
}

/** More files of one name than this are kept by the name of their folder. */
const mostInList = 8;

/** So many take about five milliseconds. */
const pathsInPiece = 10_000;

/** The paths that share a base name (`__init__.py`, `index.ts`), by the name of the folder that they stand in. */
class Namesakes {
  readonly #byParent = new Map<string, Set<string>>();

  constructor(paths: readonly string[]) {
    for (const path of paths) this.add(path);
  }

  /** False when it is there already. */
  add(path: string): boolean {
    const parent = parentName(path);
    const siblings = this.#byParent.get(parent);
    if (siblings === undefined) this.#byParent.set(parent, new Set([path]));
    else if (siblings.has(path)) return false;
    else siblings.add(path);
    return true;
  }

  /** False when it is not there. */
  delete(path: string): boolean {
    return this.#byParent.get(parentName(path))?.delete(path) ?? false;
  }

  *paths(parent?: string): Iterable<string> {
    if (parent !== undefined) yield* this.#byParent.get(parent) ?? [];
    else for (const siblings of this.#byParent.values()) yield* siblings;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a file stands in a folder of that name; any where it is left out. */
function isIn(path: string, parent: string | undefined): boolean {
  if (parent === undefined) return true;
  const end = path.lastIndexOf('/');
  if (end < 0) return parent === '';
  const start = end - parent.length;
  return path.startsWith(parent, start) && (start === 0 || path.charCodeAt(start - 1) === SLASH);
}

const SLASH = 0x2f;

/** The name of the folder that a file stands in; empty at the root. */
function parentName(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}
