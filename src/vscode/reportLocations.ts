import * as vscode from 'vscode';
import { shortHash } from '../deployed/commits';
import type { Deployment } from '../deployed/deployment';
import type { Frame } from '../frames/frame';
import { workspacePath } from '../frames/workspacePath';
import {
  hasWhys,
  locationsIn,
  type LinkedLocation,
  type Location,
  type WrittenLocation,
} from '../report/locations';
import { linesOf } from './fileLines';
import { isThere } from './isThere';
import { isMarkdown } from './markdownFile';
import { movedSince, type Stale } from './movedSince';
import { whyWords } from './placeWords';
import type { Places } from './places';
import type { Repositories } from './repositories';
import { onDidChangeSetting, setting } from './settings';
import type { WorkspaceIndex } from './workspaceIndex';

/** A location of a report, and where it is in this workspace. */
export interface ReportLocation {
  readonly location: Location;
  /** Undefined where no file is surely meant. */
  readonly place?: { readonly uri: vscode.Uri; readonly line: number | undefined; readonly why: string };
  readonly stale?: Stale;
}

/**
 * The code locations of reports, looked up with the care that frames of logs get. A report is any Markdown file of the workspace
 * that has Five Whys in it; where `fiveWhys.reports.locations` is off there is none.
 */
export class ReportLocations implements vscode.Disposable {
  private readonly found = new WeakMap<vscode.TextDocument, Found>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  /** Grows whenever locations may lead elsewhere. */
  private age = 0;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly index: WorkspaceIndex,
    private readonly places: Places,
    private readonly repositories: Repositories,
  ) {
    const forget = () => {
      this.age++;
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      places.onDidChange(forget),
      places.onDidMove(forget),
      onDidChangeSetting('reports.locations', forget),
    ];
  }

  /** The locations in the order of the text, as it is when they are found. */
  of(document: vscode.TextDocument): Promise<readonly ReportLocation[]> {
    const { version } = document;
    const known = this.found.get(document);
    if (known?.version === version && known.age === this.age) return known.locations;
    known?.stop.abort();
    const stop = new AbortController();
    const locations = this.find(document, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
      return this.of(document); // by now the text, or what it leads to, is another
    });
    this.found.set(document, { version, age: this.age, stop, locations });
    return locations;
  }

  /** The location that a piece of Markdown names by those words, or by a link to them; undefined where it names none. */
  async named(markdown: string, words: string): Promise<Location | undefined> {
    const locations = locationsIn(markdown, workspacePath(await this.index.get()));
    const textOf = ({ start, end }: Location) => markdown.slice(start, end);
    return (
      locations.find((location) => textOf(location) === words) ??
      locations.find((location) => textOf(location).includes(words))
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async find(document: vscode.TextDocument, signal: AbortSignal): Promise<readonly ReportLocation[]> {
    if (!isReport(document)) return [];
    const text = document.getText();
    const locations = locationsIn(text, workspacePath(await this.index.get()));
    const found: ReportLocation[] = [];
    for (const location of locations.slice(0, MOST_LOCATIONS)) {
      signal.throwIfAborted();
      const place =
        'frame' in location
          ? await this.written(location, signal)
          : await this.linked(location, document, signal);
      found.push({ location, ...place });
    }
    return found;
  }

  private async written(location: WrittenLocation, signal: AbortSignal): Promise<Told> {
    const { frame, commit, line } = location;
    const from = commit ? { commit: commit.hash } : {};
    const now = await this.places.sure(frame, from, signal);
    const stale = (why: string): Told => (location.isQuoted ? {} : { stale: { what: 'broken', why } });
    if (!now) {
      const deleted = await this.places.deleted(frame, from, signal);
      if (deleted) return stale(`${deleted.path} was deleted since ${shortHash(deleted.commit)}.`);
      const isGone = !location.isQuoted && (await this.isGone(frame, from, signal));
      return isGone ? stale(`${frame.path} is not in this workspace.`) : {};
    }
    const place = { uri: now.uri, line: now.line, why: whyWords(now) };
    if (location.isQuoted) return { place };
    if (now.deployed?.commit === undefined) return { place, ...(await pastTheEnd(now.uri, line)) };
    const file = await this.places.asDeployed(frame, from, signal);
    if (!file) return { place };
    const { repository, commit: deployed } = file;
    const since = await movedSince({ location, repository, deployed, path: file.path }, signal);
    return since?.stale ? { place, stale: since.stale } : { place };
  }

  /** Whether a path begins with a folder of this workspace, and leads to no file that might be meant. */
  private async isGone(frame: Frame, from: Deployment, signal: AbortSignal): Promise<boolean> {
    const [top, ...below] = frame.path.split('/');
    if (!top || top.startsWith('.') || !/\.\w{1,6}$/.test(below.at(-1) ?? '')) return false;
    if (frame.library || (await this.places.of(frame, from, signal)).length > 0) return false;
    const isInFolder = async (path: string) => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      return (await Promise.all(folders.map(({ uri }) => isThere(vscode.Uri.joinPath(uri, path))))).includes(
        true,
      );
    };
    // On disk too: the index has no file that git ignores.
    return (await isInFolder(top)) && !(await isInFolder(frame.path));
  }

  private async linked(
    location: LinkedLocation,
    document: vscode.TextDocument,
    signal: AbortSignal,
  ): Promise<Told> {
    const { line, commit, target } = location;
    const uri = vscode.Uri.joinPath(document.uri, '..', target);
    if (!vscode.workspace.getWorkspaceFolder(uri)) return {};
    const tracked = commit && (await this.repositories.of(uri));
    const deployed = tracked && (await tracked.repository.commitOf(commit.hash, signal));
    if (tracked && deployed !== undefined) {
      const { repository, path } = tracked;
      const since = await movedSince({ location, repository, deployed, path, document }, signal);
      if (since) return since;
    }
    if (await isThere(uri)) return pastTheEnd(uri, line);
    return {
      stale: { what: 'broken', why: `${vscode.workspace.asRelativePath(uri)} is not in this workspace.` },
    };
  }
}

interface Found {
  readonly version: number;
  readonly age: number;
  readonly stop: AbortController;
  readonly locations: Promise<readonly ReportLocation[]>;
}

type Told = Omit<ReportLocation, 'location'>;

/** A text that names more locations is no report that anyone reads. */
const MOST_LOCATIONS = 1000;

function isReport(document: vscode.TextDocument): boolean {
  const { uri } = document;
  if (!vscode.workspace.getWorkspaceFolder(uri)) return false;
  if (!isMarkdown(document) || !setting('reports.locations', uri)) return false;
  return uri.path.endsWith('.whys.md') || hasWhys(document.getText());
}

/** Whether a file is shorter than a location says; nothing for one that is too big to be read. */
async function pastTheEnd(uri: vscode.Uri, line: number | undefined): Promise<Told> {
  if (line === undefined) return {};
  const lines = await linesOf(uri);
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  if (lines.length === 0 || line <= count) return {};
  const why = `${vscode.workspace.asRelativePath(uri)} ends at line ${count}.`;
  return { stale: { what: 'broken', why } };
}
