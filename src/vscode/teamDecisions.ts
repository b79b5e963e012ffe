import * as vscode from 'vscode';
import { NO_DECISIONS, type Decisions } from '../decisions/decisions';
import type { DecisionEdit } from '../decisions/edit';
import { UserError } from '../errors';
import { report } from './command';
import { openStore, type DecisionStore } from './decisionStore';
import { output } from './output';

/** A decision that can be undone: the whole text before and after it. */
interface Done {
  readonly store: DecisionStore;
  readonly what: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

const MOST_UNDONE = 50;

/**
 * What the team decided about its patterns: which are one, which are several, which are muted. Changes of the file from
 * outside, as by a pull of the repository, hold at once.
 */
export class TeamDecisions implements vscode.Disposable {
  private store: DecisionStore;
  private decided = NO_DECISIONS;
  private watcher: vscode.FileSystemWatcher | undefined;
  private readonly done: Done[] = [];
  private readonly warned = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly foldersChanged: vscode.Disposable;
  /** Reading and writing, one after the other: a decision is written into the text that the one before it left. */
  private turn: Promise<unknown> = Promise.resolve();
  private isLoaded = false;

  readonly onDidChange = this.changed.event;

  constructor(memory: vscode.Memento) {
    this.store = openStore(memory);
    this.watch();
    this.foldersChanged = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.store = openStore(memory);
      this.watch();
      this.reload();
    });
  }

  /** What was decided as far as it is known; `load` first where it matters. */
  get current(): Decisions {
    return this.decided;
  }

  /** Settles when what was decided is known. */
  ready(): Promise<void> {
    return this.isLoaded ? this.turn.then(() => undefined) : this.load();
  }

  /** Reads what is decided now: the watcher of the file may be late. */
  load(): Promise<void> {
    this.isLoaded = true;
    return this.inTurn(() => this.read());
  }

  /**
   * Writes a decision down and says so, with the way to undo it.
   * @param what in the past tense, as the message begins: `Merged 3 patterns`
   * @throws UserError where it cannot be written; nothing is changed then
   */
  async decide(edit: DecisionEdit, what: string): Promise<void> {
    const { store } = this;
    this.isLoaded = true;
    const decision = await this.inTurn(async () => {
      const before = await store.read();
      const after = edited(store, before, edit);
      await store.write(after);
      const written = { store, what, before, after };
      this.done.push(written);
      if (this.done.length > MOST_UNDONE) this.done.shift();
      await this.read();
      return written;
    });
    void vscode.window.showInformationMessage(`${what}, ${store.whereabouts}.`, 'Undo').then((choice) => {
      if (choice) return this.undo(decision).catch(report);
      return undefined;
    });
  }

  /**
   * Takes the last decision back: the file is what it was before, to the byte.
   * @param meant the one whose message offered to undo it, which may not be the last any more
   * @throws UserError where there is none, it is not the last, or the file was changed since
   */
  async undo(meant?: Done): Promise<void> {
    const what = await this.inTurn(async () => {
      const last = this.done.at(-1);
      if (!last) throw new UserError('There is no decision of this session to undo.');
      if (meant && meant !== last) {
        throw new UserError('Another decision was made or undone since. Undo the last one first.', {
          wayOut: { title: 'Undo the Last One', command: 'fiveWhys.undoDecision' },
        });
      }
      const now = await last.store.read();
      if (!now || !equal(now, last.after)) {
        throw new UserError(`${last.store.name} was changed since. ${last.what}: take that back there.`, {
          ...(last.store.uri && wayTo(last.store.uri)),
        });
      }
      await last.store.write(last.before);
      this.done.pop();
      await this.read();
      return last.what;
    });
    vscode.window.setStatusBarMessage(`$(discard) Undone: ${what}`, 5000);
  }

  dispose(): void {
    this.watcher?.dispose();
    this.foldersChanged.dispose();
    this.changed.dispose();
  }

  private watch(): void {
    this.watcher?.dispose();
    this.watcher = undefined;
    const { uri } = this.store;
    if (!uri) return;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    const reload = () => this.reload();
    watcher.onDidChange(reload);
    watcher.onDidCreate(reload);
    watcher.onDidDelete(reload);
    this.watcher = watcher;
  }

  private reload(): void {
    if (!this.isLoaded) return; // nobody asked yet
    this.inTurn(() => this.read()).catch(report);
  }

  /** A file that is no JSON, as in the middle of a merge of branches, changes nothing: what held before still does. */
  private async read(): Promise<void> {
    const { store } = this;
    try {
      const { readDecisions } = await import('../decisions/read');
      const { decisions, problems } = readDecisions(textOf(await store.read()));
      const lines = problems.map(({ line, why }) => `line ${line}: ${why}`);
      if (lines.length > 0)
        this.warn(`${store.name}: ${lines.join('; ')}. This is passed over and left as it is.`);
      if (JSON.stringify(decisions) === JSON.stringify(this.decided)) return;
      this.decided = decisions;
      this.changed.fire();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.warn(`${store.name} ${why}. Until that is mended, what was decided before holds.`);
    }
  }

  /** Says something about the file, once. */
  private warn(sentence: string): void {
    if (this.warned.has(sentence)) return;
    this.warned.add(sentence);
    output.warn(sentence);
    const { uri } = this.store;
    const buttons = uri ? ['Open It'] : [];
    void vscode.window.showWarningMessage(sentence, ...buttons).then((choice) => {
      if (choice && uri) return vscode.window.showTextDocument(uri);
      return undefined;
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

const BOM = '\u{FEFF}';

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}

/** @throws UserError where the text has not the shape that the edit needs */
function edited(store: DecisionStore, before: Uint8Array | undefined, edit: DecisionEdit): Uint8Array {
  try {
    const hasMark = before?.[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
    return new TextEncoder().encode((hasMark ? BOM : '') + edit(textOf(before)));
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${store.name} ${cause.message}. Mend it first: nothing was written.`, {
      cause,
      ...(store.uri && wayTo(store.uri)),
    });
  }
}

function wayTo(uri: vscode.Uri): { wayOut: NonNullable<UserError['wayOut']> } {
  return { wayOut: { title: 'Open It', command: 'vscode.open', arguments: [uri] } };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
