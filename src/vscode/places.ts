import * as vscode from 'vscode';
import { shortHash } from '../deployed/commits';
import { deployedCommit, type DeployedCommit } from '../deployed/deployedCommit';
import type { Deployment } from '../deployed/deployment';
import type { Repository } from '../deployed/repository';
import { SharedWork } from '../deployed/sharedWork';
import { drift, type Drift } from '../frames/drift';
import type { Frame } from '../frames/frame';
import { locate, type PathMapping } from '../frames/locate';
import { movedLine } from '../frames/moved';
import type { Place } from '../frames/place';
import { settle } from '../frames/settle';
import { WorkspaceFiles } from '../frames/workspaceFiles';
import { linesOf, unsavedHunks } from './fileLines';
import { isThere } from './isThere';
import type { PathMappings } from './pathMappings';
import type { Repositories } from './repositories';
import type { SourceMaps } from './sourceMaps';
import type { TeamDecisions } from './teamDecisions';
import type { WorkspaceIndex } from './workspaceIndex';

/** A place with the line where the frame's code stands now. */
export interface PlaceNow {
  readonly place: Place;
  readonly uri: vscode.Uri;
  /** The path that the place was found by: the frame's, or that of its source where it is of a bundle. */
  readonly written: string;
  /** Counted from 1; undefined for a frame without a line. */
  readonly line: number | undefined;
  /** Counted from 1; undefined where the frame has none or its line was found by other means. */
  readonly column: number | undefined;
  /** `unknown`: the line is the one that the trace names, and the file may have changed since. */
  readonly how: Drift['how'] | 'unknown';
  /** Why the line is that one, in words for the user. */
  readonly reason: string;
  /** The code that wrote the entry; undefined where the file is in no repository that git may look into. */
  readonly deployed: DeployedCommit | undefined;
}

/** A file as it was deployed. */
export interface DeployedFile {
  readonly repository: Repository;
  /** The whole hash. */
  readonly commit: string;
  /** Relative to the repository, at that commit. */
  readonly path: string;
  /** Counted from 1; undefined for a frame without a line. */
  readonly line: number | undefined;
}

/** Where frames are in this workspace. */
export class Places implements vscode.Disposable {
  private readonly located = new SharedWork<Located>(5000);
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly moved = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private announcing: NodeJS.Timeout | undefined;

  /** A frame may mean another file now. */
  readonly onDidChange = this.changed.event;
  /** A frame may stand at another line now, since a file was edited. */
  readonly onDidMove = this.moved.event;

  constructor(
    private readonly index: WorkspaceIndex,
    private readonly mappings: PathMappings,
    private readonly repositories: Repositories,
    private readonly decisions: TeamDecisions,
    private readonly maps: SourceMaps,
  ) {
    const forget = () => {
      this.located.clear();
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      this.moved,
      mappings.onDidChange(forget),
      maps.onDidChange(forget),
      repositories.onDidChange(forget),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.workspace.getWorkspaceFolder(document.uri)) this.announceMove();
      }),
    ];
  }

  /** Every file that a frame may mean, best first; empty when it is not in this workspace. */
  async of(frame: Frame, from: Deployment = {}, signal?: AbortSignal): Promise<readonly Place[]> {
    return (await this.locate(frame, from, signal)).places;
  }

  /** The one file that a frame surely means, at the line where its code is now. */
  async sure(frame: Frame, from: Deployment = {}, signal?: AbortSignal): Promise<PlaceNow | undefined> {
    const { places } = await this.locate(frame, from, signal);
    const [best, second] = places;
    if (!best || best.confidence !== 'sure' || second?.confidence === 'sure') return undefined;
    return this.now(frame, best, from, signal);
  }

  /** A place of a frame, at the line where its code is now. */
  async now(frame: Frame, place: Place, from: Deployment = {}, signal?: AbortSignal): Promise<PlaceNow> {
    const { frame: source } = await this.locate(frame, from, signal);
    const uri = uriOf(place);
    const deployed = await this.commitAt(uri, from, signal);
    const { line, column } = source;
    const now = (how: PlaceNow['how'], at: number | undefined, reason: string): PlaceNow => ({
      place,
      uri,
      written: source.path,
      line: at,
      column: at === line ? column : undefined,
      how,
      reason,
      deployed: deployed?.known,
    });
    if (line === undefined) return now('unknown', undefined, 'the text names no line');
    if (deployed?.known.commit !== undefined) {
      const { commit, by } = deployed.known;
      const files = await deployed.repository.filesSince(commit, signal);
      const before = files.before(deployed.path);
      const followed = before === undefined ? undefined : files.follow(before);
      if (followed) {
        const { how, line: at } = drift(line, ...followed.steps, await unsavedHunks(uri));
        return now(how, at, driftWords(how, line, at, `${shortHash(commit)}, deployed ${by}`));
      }
    }
    const found = movedLine(source, await linesOf(uri));
    return now(found.how, found.line, `${found.reason}; ${unknownWords(deployed?.known)}`);
  }

  /** The file that a frame means, at the commit that was deployed; undefined where either is unknown. */
  async asDeployed(frame: Frame, from: Deployment, signal?: AbortSignal): Promise<DeployedFile | undefined> {
    const { frame: source, places, gone } = await this.locate(frame, from, signal);
    const [best] = places;
    if (!best || best.confidence !== 'sure') return gone && { ...gone, line: source.line };
    const deployed = await this.commitAt(uriOf(best), from, signal);
    if (deployed?.known.commit === undefined) return undefined;
    const { repository, path, known } = deployed;
    const before = (await repository.filesSince(known.commit, signal)).before(path);
    return before === undefined
      ? undefined
      : { repository, commit: known.commit, path: before, line: source.line };
  }

  /** The file of the deployed commit that a frame means and that was deleted since; undefined for any other frame. */
  async deleted(frame: Frame, from: Deployment, signal?: AbortSignal): Promise<DeployedFile | undefined> {
    const { frame: source, places, gone } = await this.locate(frame, from, signal);
    return places.length === 0 && gone ? { ...gone, line: source.line } : undefined;
  }

  dispose(): void {
    clearTimeout(this.announcing);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private announceMove(): void {
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => this.moved.fire(), TYPING_MS);
  }

  private locate(frame: Frame, from: Deployment, signal: AbortSignal | undefined): Promise<Located> {
    const { path, line, column, function: func, source } = frame;
    const name = JSON.stringify([path, line, column, func, source, from.service, from.revision, from.commit]);
    return this.located.get(name, (stop) => this.locateNow(frame, from, stop), signal);
  }

  private async locateNow(frame: Frame, from: Deployment, signal: AbortSignal): Promise<Located> {
    const files = await this.index.get();
    const written = await this.mappings.of(from.service);
    const original = await this.maps.originalOf(frame, locate(frame, files, written));
    if (!original) return this.locateSource(frame, from, files, written, signal);
    const located = await this.locateSource(original.frame, from, files, written, signal);
    const places = located.places.map((place) =>
      Object.assign({}, place, { reason: `${place.reason}; by the source map of ${original.script}` }),
    );
    return { ...located, places };
  }

  private async locateSource(
    frame: Frame,
    from: Deployment,
    files: WorkspaceFiles,
    mappings: readonly PathMapping[],
    signal: AbortSignal,
  ): Promise<Located> {
    const chosen = await this.mappings.chosenFor(frame, files);
    if (chosen) return { frame, places: [chosen] };
    const found = await present(locate(frame, files, mappings), files);
    if (found.length > 0) return { frame, places: await settled(frame, found) };
    return { frame, ...(await this.renamedOrDeleted(frame, from, signal)) };
  }

  /** Where a file went that the deployed commit had and the workspace has not. */
  private async renamedOrDeleted(
    frame: Frame,
    from: Deployment,
    signal: AbortSignal,
  ): Promise<Pick<Located, 'places' | 'gone'>> {
    if (frame.library) return { places: [] };
    for (const { uri: folder } of vscode.workspace.workspaceFolders ?? []) {
      const deployed = await this.commitAt(vscode.Uri.joinPath(folder, 'any'), from, signal);
      if (deployed?.known.commit === undefined) continue;
      const { repository, known } = deployed;
      const files = await repository.filesSince(known.commit, signal);
      const gone = new WorkspaceFiles([{ folder: folder.toString(), paths: files.gone() }]);
      const [best, second] = locate(frame, gone);
      if (best?.confidence !== 'sure' || second) continue;
      const now = files.follow(best.path)?.path;
      if (now === undefined) {
        return { places: [], gone: { repository, commit: known.commit, path: best.path } };
      }
      const uri = vscode.Uri.joinPath(vscode.Uri.file(repository.root), now);
      const path = vscode.workspace.asRelativePath(uri, false);
      const reason = `${best.path} of ${shortHash(known.commit)} was renamed since`;
      if (vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === folder.toString()) {
        return { places: [{ ...best, folder: folder.toString(), path, reason }] };
      }
    }
    return { places: [] };
  }

  /** The commit that was deployed, in the repository of a file, and the file's path there now. */
  private async commitAt(
    uri: vscode.Uri,
    from: Deployment,
    signal: AbortSignal | undefined,
  ): Promise<{ repository: Repository; path: string; known: DeployedCommit } | undefined> {
    const tracked = await this.repositories.of(uri);
    if (!tracked) return undefined;
    await this.decisions.ready();
    const known = await deployedCommit(from, this.decisions.current.revisions, tracked.repository, signal);
    return { ...tracked, known };
  }
}

/** After the last key, before lenses follow. */
const TYPING_MS = 400;

interface Located {
  /** The frame, in the source of a bundle where it is of one. */
  readonly frame: Frame;
  readonly places: readonly Place[];
  readonly gone?: Pick<DeployedFile, 'repository' | 'commit' | 'path'>;
}

/** More files than these are not read to tell them apart. */
const MOST_READ = 30;

/** Those of some places that fit by what stands in their files; a place that is sure already is. */
async function settled(frame: Frame, places: readonly Place[]): Promise<readonly Place[]> {
  if (places[0]?.confidence === 'sure' || places.length > MOST_READ) return places;
  const candidates = await Promise.all(
    places.map(async (place) => ({ place, lines: await linesOf(uriOf(place)) })),
  );
  return settle(frame, candidates);
}

/** Git lists a file until its deletion is staged: such a one is no place. */
async function present(places: readonly Place[], files: WorkspaceFiles): Promise<readonly Place[]> {
  const [best] = places;
  if (best?.confidence !== 'sure' || (await isThere(uriOf(best)))) return places;
  files.delete(best.folder, best.path);
  return places.slice(1);
}

/** @param commit with how it is known */
function driftWords(how: Drift['how'], line: number, now: number, commit: string): string {
  switch (how) {
    case 'same':
      return `line ${line} is as it was at ${commit}`;
    case 'moved':
      return `line ${line} of ${commit}, is line ${now} now`;
    case 'changed':
      return `line ${line} of ${commit}, was changed since`;
    case 'deleted':
      return `line ${line} of ${commit}, was deleted since`;
  }
}

function unknownWords(known: DeployedCommit | undefined): string {
  if (!known) return 'deployed commit unknown: git knows nothing of the file';
  if (known.commit === undefined) return `deployed commit unknown: ${known.why}`;
  return `the file was not there at ${shortHash(known.commit)}, deployed ${known.by}`;
}

/** The file of a place. */
export function uriOf({ folder, path }: Place): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(folder), path);
}

/** Where a line of a file stands for the editor: from 1 as traces count, kept inside the document when it is shown. */
export function positionOf(line: number | undefined, column?: number): vscode.Position {
  return new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
}
