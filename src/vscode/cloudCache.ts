import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Grouping } from '../logs/grouping';
import type { Counted } from '../sources/pull';
import { MOST_CACHED_BYTES, packPull, unpackPull, type CachedFacts } from '../sources/pullCache';
import { output } from './output';

/** Of how many sources the last pull is kept. */
const MOST_CACHED = 8;

/** The last pull of each Google Cloud source, kept in the workspace's storage until a reload. */
export class PullCache {
  /** Writing and clearing, one after the other. */
  private turn: Promise<void> = Promise.resolve();

  /** @param storage the extension's folder for this workspace; undefined where the window has none */
  constructor(private readonly storage: vscode.Uri | undefined) {}

  async read(
    sourceId: string,
    grouping: Grouping,
  ): Promise<(Counted & { readonly facts: CachedFacts }) | undefined> {
    const file = this.fileOf(sourceId);
    if (!file) return undefined;
    await this.turn;
    const stat = await Promise.resolve(vscode.workspace.fs.stat(file)).catch(() => undefined);
    if (!stat || stat.size > MOST_CACHED_BYTES) return undefined;
    return unpackPull(await vscode.workspace.fs.readFile(file), grouping);
  }

  /** Keeps a pull; what cannot be kept is said in the log alone, since nothing is lost that a pull would not bring. */
  write(sourceId: string, facts: CachedFacts, counted: Counted): Promise<void> {
    return (this.turn = this.turn.then(() => this.writeNow(sourceId, facts, counted)));
  }

  clear(): Promise<void> {
    return (this.turn = this.turn.then(() => this.clearNow()));
  }

  private async writeNow(sourceId: string, facts: CachedFacts, { patterns }: Counted): Promise<void> {
    const file = this.fileOf(sourceId);
    if (!file || !this.folder) return;
    try {
      const bytes = await packPull(facts, patterns);
      if (!bytes) return;
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(file, bytes);
      await this.dropOldest(this.folder);
    } catch (error) {
      output.warn(`The pull could not be kept for the next window: ${String(error)}`);
    }
  }

  private async clearNow(): Promise<void> {
    if (!this.folder) return;
    const options = { recursive: true };
    await Promise.resolve(vscode.workspace.fs.delete(this.folder, options)).catch(() => undefined); // there is none
  }

  private get folder(): vscode.Uri | undefined {
    return this.storage && vscode.Uri.joinPath(this.storage, 'pulls');
  }

  private fileOf(sourceId: string): vscode.Uri | undefined {
    const name = createHash('sha256').update(sourceId).digest('hex').slice(0, 16);
    return this.folder && vscode.Uri.joinPath(this.folder, `${name}.gz`);
  }

  private async dropOldest(folder: vscode.Uri): Promise<void> {
    const names = await vscode.workspace.fs.readDirectory(folder);
    if (names.length <= MOST_CACHED) return;
    const files = await Promise.all(
      names.map(async ([name]) => {
        const uri = vscode.Uri.joinPath(folder, name);
        return { uri, at: (await vscode.workspace.fs.stat(uri)).mtime };
      }),
    );
    for (const { uri } of files.sort((a, b) => b.at - a.at).slice(MOST_CACHED)) {
      await vscode.workspace.fs.delete(uri);
    }
  }
}
