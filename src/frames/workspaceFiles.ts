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
  readonly #folders = new Map<string, Map<string, string | Namesakes>>();
  /** Base names by their lower case; made when a name is not found, and dropped when a file is added. */
  #inLowerCase: Map<string, Set<string>> | undefined;
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
    const name = baseName(slashed);
    const names = this.#folders.get(folder) ?? new Map<string, string | Namesakes>();
    this.#folders.set(folder, names);
    const known = names.get(name);
    if (known === slashed) return;
    if (known === undefined) names.set(name, slashed);
    else if (typeof known === 'string') names.set(name, new Namesakes([known, slashed]));
    else if (!known.add(slashed)) return;
    this.#inLowerCase = undefined;
    this.#size++;
  }

  /** Takes a file out; one that is not known is no error. */
  delete(folder: string, path: string): void {
    const slashed = path.replaceAll('\\', '/');
    const name = baseName(slashed);
    const names = this.#folders.get(folder);
    const known = names?.get(name);
    if (known === slashed) names?.delete(name);
    else if (!(known instanceof Namesakes) || !known.delete(slashed)) return;
    this.#size--;
  }

  /** The files of that base name, in every workspace folder; with `parent`, those in a folder of that name. */
  withName(name: string, parent?: string): WorkspaceFile[] {
    const found = this.#withExactName(name, parent);
    if (found.length > 0 || parent !== undefined) return found;
    this.#inLowerCase ??= this.#namesInLowerCase();
    const others = [...(this.#inLowerCase.get(name.toLowerCase()) ?? [])];
    return others.flatMap((other) => this.#withExactName(other));
  }

  #withExactName(name: string, parent?: string): WorkspaceFile[] {
    const found: WorkspaceFile[] = [];
    for (const [folder, names] of this.#folders) {
      const known = names.get(name);
      if (known instanceof Namesakes) for (const path of known.paths(parent)) found.push({ folder, path });
      else if (known !== undefined && (parent === undefined || parentName(known) === parent)) {
        found.push({ folder, path: known });
      }
    }
    return found;
  }

  #namesInLowerCase(): Map<string, Set<string>> {
    const byLowerCase = new Map<string, Set<string>>();
    for (const names of this.#folders.values()) {
      for (const name of names.keys()) {
        const same = byLowerCase.get(name.toLowerCase());
        if (same === undefined) byLowerCase.set(name.toLowerCase(), new Set([name]));
        else same.add(name);
      }
    }
    return byLowerCase;
  }
}

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

/** The name of the folder that a file stands in; empty at the root. */
function parentName(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}
