import * as path from 'node:path';
import * as vscode from 'vscode';
import { shortHash } from '../deployed/commits';
import { lineAtHead } from '../deployed/deployedFiles';
import type { Repository } from '../deployed/repository';
import { workspacePath } from '../frames/workspacePath';
import {
  hasWhys,
  locationsIn,
  type LinkedLocation,
  type Location,
  type WrittenLocation,
} from '../report/locations';
import type { TextEdit } from '../report/textEdit';
import { linesOf } from './fileLines';
import { whyWords } from './placeWords';
import type { Places } from './places';
import type { Repositories } from './repositories';
import { setting } from './settings';
import type { WorkspaceIndex } from './workspaceIndex';

/** A location of a report, and where it is in this workspace. */
export interface ReportLocation {
  readonly location: Location;
  /** Undefined where no file is surely meant. */
  readonly place?: { readonly uri: vscode.Uri; readonly line: number | undefined; readonly why: string };
  readonly stale?: Stale;
}

/** Why a location leads elsewhere than it did. */
export interface Stale {
  /** `broken`: it leads nowhere; `moved`: the code that it means stands elsewhere now. */
  readonly what: 'broken' | 'moved';
  /** A sentence for the user. */
  readonly why: string;
  /** What makes it right again, where that is known. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
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
    this.disposables = [this.changed, places.onDidChange(forget), places.onDidMove(forget)];
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
      return deleted ? stale(`${deleted.path} was deleted since ${shortHash(deleted.commit)}.`) : {};
    }
    const place = { uri: now.uri, line: now.line, why: whyWords(now) };
    if (location.isQuoted) return { place };
    if (now.deployed?.commit === undefined) return { place, ...(await pastTheEnd(now.uri, line)) };
    const file = await this.places.asDeployed(frame, from, signal);
    if (!file) return { place };
    const { repository, commit: deployed } = file;
    return { place, ...(await movedSince({ location, repository, deployed, path: file.path }, signal)) };
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
  const { uri, languageId } = document;
  if (!vscode.workspace.getWorkspaceFolder(uri)) return false;
  const isMarkdown = languageId === 'markdown' || uri.path.endsWith('.md');
  if (!isMarkdown || !setting('reports.locations', uri)) return false;
  return uri.path.endsWith('.whys.md') || hasWhys(document.getText());
}

interface Pinned {
  readonly location: Location;
  readonly repository: Repository;
  /** The whole hash of the commit that the report names. */
  readonly deployed: string;
  /** Relative to the repository, at that commit. */
  readonly path: string;
  /** The report, where the location is a link whose address would change with the file's path. */
  readonly document?: vscode.TextDocument;
}

/** What became of a location since its commit, at HEAD; undefined for a file that was not there. Nothing stale where it is as it was. */
async function movedSince(pinned: Pinned, signal: AbortSignal): Promise<Told | undefined> {
  const { location, repository, deployed, path: before } = pinned;
  const followed = (await repository.filesSince(deployed, signal)).follow(before);
  if (!followed) return undefined;
  const commit = shortHash(deployed);
  if (followed.path === undefined) {
    return { stale: { what: 'broken', why: `${before} was deleted since ${commit}.` } };
  }
  const renamed = followed.path === before ? '' : ` and the file ${followed.path}`;
  const now = location.line === undefined ? undefined : lineAtHead(location.line, followed);
  const hasMoved = now?.how === 'moved' && now.line !== location.line;
  if (!hasMoved && renamed === '') return {};
  if (now?.how === 'deleted') return {}; // what a report names is mostly what its fix took away
  const line = now?.line;
  const why =
    line === undefined || !hasMoved
      ? `${before} of ${commit} is ${followed.path} now.`
      : `Line ${location.line} of ${commit} is line ${line} now${renamed}.`;
  const edits = await editsFor(pinned, followed.path, line, signal);
  const title = `Change to ${path.posix.basename(followed.path)}${line === undefined ? '' : `:${line}`}`;
  return { stale: { what: 'moved', why, ...(edits && { fix: { title, edits } }) } };
}

/** The edits by which a location says the line at HEAD, and HEAD's commit; undefined where its path cannot be changed. */
async function editsFor(
  { location, repository, path: before, document }: Pinned,
  now: string,
  line: number | undefined,
  signal: AbortSignal,
): Promise<TextEdit[] | undefined> {
  const head = shortHash(await repository.head(signal));
  const numbers =
    line === undefined ? [] : location.numbers.map((span) => Object.assign({}, span, { text: String(line) }));
  const { commit } = location;
  const pin = commit ? [{ start: commit.start, end: commit.end, text: head }] : [];
  if (before === now) return [...numbers, ...pin];
  const address =
    document && addressEdit(location, document, vscode.Uri.file(path.join(repository.root, now)));
  return address && [...numbers, ...pin, address];
}

/** Makes a link lead to another file. */
function addressEdit(
  { start, end }: Location,
  document: vscode.TextDocument,
  to: vscode.Uri,
): TextEdit | undefined {
  const written = document.getText().slice(start, end);
  const address = /\]\(<?(?<address>[^#<>()\s]{1,600})/d.exec(written)?.indices?.groups?.['address'];
  if (!address) return undefined;
  const relative = path.posix.relative(path.posix.dirname(document.uri.path), to.path);
  return { start: start + address[0], end: start + address[1], text: encodeURI(relative) };
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

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
