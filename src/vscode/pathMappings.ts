import * as vscode from 'vscode';
import type { ChosenPlace } from '../decisions/decisions';
import { learnMapping, type Placed } from '../frames/learnMapping';
import { locate, type PathMapping } from '../frames/locate';
import type { Frame } from '../frames/frame';
import type { Place } from '../frames/place';
import type { WorkspaceFiles } from '../frames/workspaceFiles';
import type { PulledLogs } from './pulledLogs';
import type { TeamDecisions } from './teamDecisions';
import type { WorkspaceIndex } from './workspaceIndex';

/**
 * What deployments call the folders of this workspace: what the team wrote down, and what is learned of each service from the
 * frames of its errors whose files are sure.
 */
export class PathMappings implements vscode.Disposable {
  /** By service; learned when the first frame asks. */
  private learned: Promise<ReadonlyMap<string, readonly PathMapping[]>> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly logs: PulledLogs,
    private readonly index: WorkspaceIndex,
    private readonly decisions: TeamDecisions,
  ) {
    const forget = () => {
      this.learned = undefined;
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      logs.onDidChange(forget),
      index.onDidChange(forget),
      decisions.onDidChange(forget),
    ];
  }

  /** Those that hold for the frames of a service, the team's before the learned ones. */
  async of(service: string | undefined): Promise<readonly PathMapping[]> {
    return [...(await this.written()), ...((await this.learnedByService()).get(service ?? '') ?? [])];
  }

  /** Those that were learned, by the service; empty for entries that name none. */
  learnedByService(): Promise<ReadonlyMap<string, readonly PathMapping[]>> {
    this.learned ??= this.learn();
    return this.learned;
  }

  /** The file that the team chose for a frame's path, as long as it is there. */
  async chosenFor(frame: Frame, files: WorkspaceFiles): Promise<Place | undefined> {
    await this.decisions.ready();
    const chosen = this.decisions.current.places.find((place) => place.frame === frame.path);
    return chosen && placeOf(chosen, frame, files);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async written(): Promise<PathMapping[]> {
    await this.decisions.ready();
    return this.decisions.current.mappings.map(({ from, to, folder }) => {
      const uri = folder === undefined ? undefined : folderNamed(folder);
      return { from, to, ...(uri && { folder: uri.toString() }) };
    });
  }

  private async learn(): Promise<ReadonlyMap<string, readonly PathMapping[]>> {
    const files = await this.index.get();
    const written = await this.written();
    const placed = new Map<string, Map<string, Placed>>();
    for (const { newest } of this.logs.patterns.slice(0, MOST_PATTERNS)) {
      const [event] = newest;
      if (!event) continue;
      const ofService = placed.get(event.service ?? '') ?? new Map<string, Placed>();
      placed.set(event.service ?? '', ofService);
      for (const frame of event.frames) {
        if (frame.library || ofService.has(frame.path)) continue;
        const place = (await this.chosenFor(frame, files)) ?? onlySure(locate(frame, files, written));
        if (place) ofService.set(frame.path, { frame, place });
      }
    }
    return new Map(
      [...placed].map(([service, ofService]) => [service, learnMapping([...ofService.values()])]),
    );
  }
}

/** What is learned from is the newest event of each; so many tell enough. */
const MOST_PATTERNS = 500;

function onlySure([best]: readonly Place[]): Place | undefined {
  return best?.confidence === 'sure' ? best : undefined;
}

function placeOf(chosen: ChosenPlace, { line }: Frame, files: WorkspaceFiles): Place | undefined {
  const folder = chosen.folder === undefined ? undefined : folderNamed(chosen.folder)?.toString();
  const name = chosen.file.slice(chosen.file.lastIndexOf('/') + 1);
  const file = files
    .withName(name)
    .find((found) => found.path === chosen.file && (folder === undefined || found.folder === folder));
  if (!file) return undefined;
  const reason = `your team chose it for ${chosen.frame}`;
  return { ...file, confidence: 'sure', reason, ...(line !== undefined && { line }) };
}

function folderNamed(name: string): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.find((folder) => folder.name === name)?.uri;
}

/** The name by which the team's file tells a workspace folder from others; none where only one is open. */
export function folderName(folder: string): { folder?: string } {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const name = folders.find(({ uri }) => uri.toString() === folder)?.name;
  return folders.length > 1 && name !== undefined ? { folder: name } : {};
}
