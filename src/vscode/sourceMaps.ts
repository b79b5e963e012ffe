import * as vscode from 'vscode';
import type { Frame } from '../frames/frame';
import { locate } from '../frames/locate';
import type { Place } from '../frames/place';
import { originalOf, sourceMapOf } from '../frames/sourceMap';
import { WorkspaceFiles } from '../frames/workspaceFiles';
import { output } from './output';
import { uriOf } from './places';

/** A frame in the source that a script was made of. */
export interface OriginalFrame {
  readonly frame: Frame;
  /** The script that was mapped, relative to its workspace folder. */
  readonly script: string;
}

/**
 * Reads the source maps of the workspace's bundled scripts: inline, named by the script, or beside it. Scripts are looked for
 * among ignored files too, since what a build writes is mostly ignored.
 */
export class SourceMaps implements vscode.Disposable {
  /** By the path that frames have of the script. */
  private readonly scripts = new Map<string, Promise<Script | undefined>>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private announcing: NodeJS.Timeout | undefined;

  /** Scripts were built anew. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{js,cjs,mjs,map}');
    const forget = ({ path }: vscode.Uri) => {
      if (/\/node_modules\//.test(path) || this.scripts.size === 0) return;
      this.scripts.clear();
      clearTimeout(this.announcing);
      this.announcing = setTimeout(() => this.changed.fire(), TOGETHER_MS);
    };
    this.disposables = [
      this.changed,
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
    ];
  }

  /**
   * The frame in the source that its script was made of; undefined for a frame of no script, or of one without a map.
   * @param places what the frame's path means in the index
   */
  async originalOf(frame: Frame, places: readonly Place[]): Promise<OriginalFrame | undefined> {
    if (frame.library || frame.line === undefined || !/\.[cm]?js$/i.test(frame.path)) return undefined;
    const key = frame.path;
    const script = this.scripts.get(key) ?? findScript(frame, places);
    this.scripts.set(key, script);
    const found = await script;
    if (!found) return undefined;
    try {
      const original = originalOf({ ...frame, path: found.path }, found.mapText);
      return original && { frame: original, script: found.path };
    } catch (error) {
      output.warn(`${found.path}: ${String(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    clearTimeout(this.announcing);
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

const TOGETHER_MS = 500;

interface Script {
  /** Relative to its workspace folder. */
  readonly path: string;
  readonly mapText: string;
}

async function findScript(frame: Frame, places: readonly Place[]): Promise<Script | undefined> {
  const [best] = places[0]?.confidence === 'sure' ? places : await builtScripts(frame);
  if (best?.confidence !== 'sure') return undefined;
  const uri = uriOf(best);
  try {
    const mapText = await mapOf(uri);
    return mapText === undefined ? undefined : { path: best.path, mapText };
  } catch (error) {
    output.warn(`The source map of ${best.path} cannot be read: ${String(error)}`);
    return undefined;
  }
}

/** Scripts of that name which git ignores, or their maps where the script itself is not kept. */
async function builtScripts(frame: Frame): Promise<readonly Place[]> {
  const name = frame.path.split(/[/\\]/).at(-1) ?? '';
  if (!/^[\w.@~+-]+$/.test(name)) return []; // another name could not stand in a glob
  const found = await vscode.workspace.findFiles(
    `**/{${name},${name}.map}`,
    '**/node_modules/**',
    MOST_FOUND,
  );
  const files = new WorkspaceFiles([]);
  for (const uri of found) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder)
      files.add(folder.uri.toString(), vscode.workspace.asRelativePath(uri, false).replace(/\.map$/, ''));
  }
  return locate(frame, files);
}

const MOST_FOUND = 50;

/** The text of a script's map; undefined where it has none. */
async function mapOf(script: vscode.Uri): Promise<string | undefined> {
  const text = await textOf(script);
  const told = text === undefined ? undefined : sourceMapOf(text);
  if (told && 'mapText' in told) return told.mapText;
  const beside = told && !/^[a-z][a-z0-9+.-]*:|^[\\/]/i.test(told.url) ? told.url : undefined;
  const named =
    beside && vscode.Uri.joinPath(script, '..', decodeURIComponent(beside.replace(/[?#].*$/, '')));
  const inWorkspace = named && vscode.workspace.getWorkspaceFolder(named) ? await textOf(named) : undefined;
  return inWorkspace ?? textOf(script.with({ path: `${script.path}.map` }));
}

/** A map of more than this would keep the editor from its work. In bytes. */
const MOST_BYTES = 40_000_000;

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
