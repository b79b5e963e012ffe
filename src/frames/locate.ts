import { isConventionalName } from './conventionalName';
import type { Frame } from './frame';
import { type FramePath, framePath } from './framePath';
import { installedPath, isLibrary } from './library';
import type { Mutable } from './mutable';
import type { Place } from './place';
import type { WorkspaceFile, WorkspaceFiles } from './workspaceFiles';

/** A prefix of frame paths and what stands for it in the workspace: `/app/` and `src/`. */
export interface PathMapping {
  readonly from: string;
  /** Relative to a workspace folder; empty for the folder itself. */
  readonly to: string;
  /** The workspace folder, as it was given to the index; any where it is left out. */
  readonly folder?: string;
  /** From how many files it was learned; left out where the user wrote it. */
  readonly learnedFrom?: number;
}

/**
 * The files of the workspace that a frame may stand for, best first, each with its reason; empty when none fits.
 *
 * `sure` takes more than a likeness: a mapping says so, or the whole path of the file ends the frame's path, or the frame's
 * whole path ends the path of one file alone (a bare name, too, if one file alone bears it), unless every package has a file
 * of that name. Whatever else fits is `likely`. A frame in a library maps to the workspace's own copy of that package or to
 * nothing, never by its file name.
 *
 * A mapping of the user's goes before all this; one that was learned is asked when the path alone leaves a doubt.
 */
export function locate(frame: Frame, files: WorkspaceFiles, mappings: readonly PathMapping[] = []): Place[] {
  const { names, absolute } = withPackage(frame);
  let fits = byMapping(frame, files, mappings, isWritten);
  if (!isSure(fits)) {
    fits = surer(fits, frame.library ? inOwnPackage(names, files) : byPath(names, absolute, files));
  }
  if (!isSure(fits)) fits = surer(fits, byModule(frame.path, files));
  if (!isSure(fits) && !frame.library) fits = surer(fits, byMapping(frame, files, mappings, isLearned));
  return fits.map((fit) => place(fit, frame.line));
}

function isWritten({ learnedFrom }: PathMapping): boolean {
  return learnedFrom === undefined;
}

function isLearned(mapping: PathMapping): boolean {
  return !isWritten(mapping);
}

function isSure(fits: readonly Fit[]): boolean {
  return fits[0]?.confidence === 'sure';
}

/** The first that fit at all, unless the others are sure. */
function surer(first: readonly Fit[], others: readonly Fit[]): readonly Fit[] {
  return first.length === 0 || isSure(others) ? others : first;
}

interface Fit {
  readonly file: WorkspaceFile;
  readonly confidence: Place['confidence'];
  readonly reason: string;
}

function place({ file, confidence, reason }: Fit, line: number | undefined): Place {
  const place: Mutable<Place> = { folder: file.folder, path: file.path, confidence, reason };
  if (line !== undefined) place.line = line;
  return place;
}

/** The frame's path; on the JVM, where it is a bare file name, with the package of the function in front of it. */
function withPackage(frame: Frame): FramePath {
  const path = framePath(frame.path);
  if (path.names.length !== 1 || !/\.(?:java|kt|scala|groovy|clj)$/.test(frame.path)) return path;
  return { names: [...packageOf(frame.function), ...path.names], absolute: false };
}

/** `com.acme.app//com.acme.Server$Inner.handle` is in the package `com.acme`. */
function packageOf(func = ''): string[] {
  return func
    .slice(func.lastIndexOf('/') + 1)
    .split('.')
    .slice(0, -2);
}

function byMapping(
  frame: Frame,
  files: WorkspaceFiles,
  mappings: readonly PathMapping[],
  isMeant: (mapping: PathMapping) => boolean,
): readonly Fit[] {
  if (mappings.length === 0) return [];
  const path = frame.path.replaceAll('\\', '/');
  for (const mapping of mappings) {
    const { from, to, folder } = mapping;
    if (!isMeant(mapping) || !path.startsWith(from)) continue;
    const target = framePath(to + path.slice(from.length)).names;
    const found = compared(target, files).filter(
      (file) =>
        file.agreed === file.depth &&
        file.agreed === target.length &&
        (folder === undefined || file.folder === folder),
    );
    if (found.length > 0) return oneOrAsk(found, reasonOf(mapping, target.join('/')));
  }
  return [];
}

function reasonOf({ from, to, learnedFrom }: PathMapping, target: string): string {
  if (learnedFrom === undefined) return `your mapping of ${from} gives ${target}`;
  const others = learnedFrom === 1 ? 'another file' : `${learnedFrom} other files`;
  return `${from} stands for ${to === '' ? 'the workspace folder' : to}, as it does for ${others}`;
}

/**
 * A library's frame: the workspace holds the library's folder itself, or it holds the package under the whole path that
 * it has where Python installed it. A package built from `src` is asked, since another version may be installed.
 */
function inOwnPackage(names: readonly string[], files: WorkspaceFiles): Fit[] {
  const candidates = compared(names, files);
  const whole = candidates.filter((file) => file.agreed === file.depth);
  const vendored = whole.filter((file) => isLibrary(`/${file.path}`));
  if (vendored.length > 0) return oneOrAsk(vendored, 'the path ends with the whole path of this file');
  const installed = installedPath(names);
  if (installed === undefined || installed.length < 2) return [];
  const holds = `the workspace holds the installed package ${installed[0]}`;
  const same = whole.filter((file) => file.depth >= installed.length);
  if (same.length > 0) return oneOrAsk(same, holds);
  return candidates
    .filter(
      (file) =>
        file.path.startsWith('src/') && file.agreed === file.depth - 1 && file.agreed === installed.length,
    )
    .map((file) => ({ file, confidence: 'likely', reason: `${holds}, maybe in another version` }));
}

function byPath(names: readonly string[], absolute: boolean, files: WorkspaceFiles): Fit[] {
  const candidates = compared(names, files);
  const name = names.at(-1) ?? '';
  let best = 0;
  for (const { agreed } of candidates) if (agreed > best) best = agreed;
  // Loops, since calls of functions that are not compiled yet are most of what the first thousands of frames cost.
  const agreeing: Compared[] = [];
  const whole: Compared[] = [];
  for (const file of candidates) {
    if (file.agreed !== best) continue;
    agreeing.push(file);
    if (best === file.depth && (best > 1 || (absolute && isDeployFolder(names, file)))) whole.push(file);
  }
  const agreed = names.slice(-best).join('/');
  if (whole.length > 0) return oneOrAsk(whole, `the path ends with ${agreed}, the whole path of this file`);
  if (best === names.length && !isEverywhere(name, agreeing)) {
    return oneOrAsk(
      agreeing,
      best === 1 ? `it is named ${name}, which is all that the text says` : `its path ends with ${agreed}`,
    );
  }
  const often = isConventionalName(name) ? ', and many packages have a file of that name' : '';
  const reason = `${best > 1 ? `the paths agree in ${agreed}` : `only the file name agrees, ${name}`}${often}`;
  return agreeing.map((file) => ({ file, confidence: 'likely', reason }));
}

/** Whether a file of this name may well be another package's; not where it stands in the workspace folder itself. */
function isEverywhere(name: string, files: readonly Compared[]): boolean {
  return isConventionalName(name) && files.some((file) => file.depth > 1);
}

/** `netra_backend.app.routes.websocket` as Python finds it: the file of that name, or the package's `__init__.py`. */
function byModule(module: string, files: WorkspaceFiles): Fit[] {
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(module)) return [];
  const names = module.split('.');
  const found = [
    [...names.slice(0, -1), `${names.at(-1)}.py`],
    [...names, '__init__.py'],
  ].flatMap((path) => compared(path, files).filter((file) => file.agreed === path.length));
  return oneOrAsk(found, `it is the module ${module}`);
}

/** Whether a file at the workspace's root would stand in this folder of a container, or in one named like the workspace. */
function isDeployFolder(names: readonly string[], file: WorkspaceFile): boolean {
  const folders = names.slice(0, -1);
  if (folders.join('/') === 'src' && /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(file.path)) return false; // where bundlers look
  return deployFolders.test(folders.join('/')) || folders.at(-1) === framePath(file.folder).names.at(-1);
}

/** Docker's usual work folders, Cloud Run's build packs, AWS Lambda, Azure. */
const deployFolders =
  /^(?:app|code|src|srv|usr\/src\/app|usr\/app|opt\/app|workspace|var\/task|home\/site\/wwwroot)$/;

interface Compared extends WorkspaceFile {
  /** How many names the path has. */
  readonly depth: number;
  /** How many names it shares with the frame's path, counted from the file name up, without regard to case. */
  readonly agreed: number;
}

/** The files of the frame's base name, or of its last two names where there are such, each with what it shares with the frame. */
function compared(names: readonly string[], files: WorkspaceFiles): Compared[] {
  const name = names.at(-1) ?? '';
  const parent = names.at(-2);
  const near = parent === undefined ? [] : files.withName(name, parent);
  const found: Compared[] = [];
  for (const { folder, path } of near.length > 0 ? near : files.withName(name)) {
    found.push({ folder, path, depth: depthOf(path), agreed: agreedNames(path, names) });
  }
  return found;
}

function depthOf(path: string): number {
  let depth = 1;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth++;
  return depth;
}

/** How many names of a path are the last of `names`. */
function agreedNames(path: string, names: readonly string[]): number {
  let agreed = 0;
  let end = path.length;
  while (end >= 0) {
    const start = end === 0 ? 0 : path.lastIndexOf('/', end - 1) + 1;
    if (!isNameAt(path, start, end, names[names.length - 1 - agreed])) break;
    agreed++;
    end = start - 1;
  }
  return agreed;
}

function isNameAt(path: string, start: number, end: number, name: string | undefined): boolean {
  if (name === undefined || name.length !== end - start) return false;
  return path.startsWith(name, start) || path.slice(start, end).toLowerCase() === name.toLowerCase();
}

/** The file, where only one fits; where several do, the user is to choose. */
function oneOrAsk(files: readonly WorkspaceFile[], reason: string): Fit[] {
  const only = files[0];
  if (only !== undefined && files.length === 1) return [{ file: only, confidence: 'sure', reason }];
  const others = files.length === 2 ? 'one other file' : `${files.length - 1} other files`;
  return files.map((file) => ({
    file,
    confidence: 'likely',
    reason: `${reason}, and so it is with ${others}`,
  }));
}
