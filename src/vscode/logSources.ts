import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { FORMATS, type FileFormat } from '../sources/formats';
import { logFile } from '../sources/logFile';
import type { LogSource } from '../sources/source';
import type { CloudSources, NamedSource } from './cloudSources';
import { setting } from './settings';

const FORMATS_MEMORY = 'fiveWhys.logFormats';
/** The name of the source that the user chose; empty for files. */
const CHOICE = 'fiveWhys.chosenSource';
const FILES = '';

/**
 * Where *Pull Logs* reads from: log files (those that the settings name, and those that the user opened in this window), or
 * the Google Cloud source that is current.
 */
export class LogSources {
  private readonly opened = new Map<string, vscode.Uri>();

  constructor(
    private readonly memory: vscode.Memento,
    readonly cloud: CloudSources,
  ) {}

  /** The Google Cloud source that is current; undefined where log files are. */
  get current(): NamedSource | undefined {
    const choice = this.memory.get<string>(CHOICE);
    const chosen = choice === undefined ? undefined : this.cloud.get(choice);
    if (chosen || choice === FILES || this.opened.size > 0) return chosen;
    const [first] = this.cloud.all;
    return first && !hasConfiguredFiles() ? first : undefined;
  }

  /** Makes a source current, or log files. */
  async choose(name: string | undefined): Promise<void> {
    await this.memory.update(CHOICE, name ?? FILES);
  }

  /** The log files. */
  list(): LogSource[] {
    const files = new Map(configuredFiles().map((file) => [file.toString(), file]));
    return [...files, ...this.opened].map(([, file]) => {
      const label = labelOf(file);
      const format = this.formatOf(label);
      return format ? logFile(file.fsPath, label, format) : logFile(file.fsPath, label);
    });
  }

  open(files: readonly vscode.Uri[]): void {
    for (const file of files) this.opened.set(file.toString(), file);
  }

  /** Files that turned out not to be logs are not asked again. */
  forget(labels: readonly string[]): void {
    for (const [key, file] of this.opened) if (labels.includes(labelOf(file))) this.opened.delete(key);
  }

  /** What the user said that a file is; undefined where its content tells. */
  formatOf(label: string): FileFormat | undefined {
    const chosen = this.formats()[label];
    return FORMATS.find(({ id }) => id === chosen)?.id;
  }

  /** Remembers what a file is, for as long as the workspace is. */
  async setFormat(label: string, format: FileFormat | undefined): Promise<void> {
    const others = Object.entries(this.formats()).filter(([name]) => name !== label);
    const all = format ? [...others, [label, format]] : others;
    await this.memory.update(FORMATS_MEMORY, Object.fromEntries(all));
  }

  clear(): void {
    this.opened.clear();
  }

  private formats(): Readonly<Record<string, string>> {
    return this.memory.get<Record<string, string>>(FORMATS_MEMORY, {});
  }
}

/** Whether the settings name log files to pull. */
export function hasConfiguredFiles(): boolean {
  return configuredFiles().length > 0;
}

/** The files that the settings name; a relative path is one of the folder whose settings name it. */
function configuredFiles(): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const named = folders.flatMap(({ uri }) =>
    setting('logFiles', uri).map((file) =>
      path.isAbsolute(file) ? vscode.Uri.file(file) : vscode.Uri.joinPath(uri, file),
    ),
  );
  const absolute = folders.length === 0 ? setting('logFiles').filter((file) => path.isAbsolute(file)) : [];
  const all = [...named, ...absolute.map((file) => vscode.Uri.file(file))];
  const distinct = [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  // Settings of a workspace with several roots hold for each of them, and the file is in one.
  const present = distinct.filter((uri) => existsSync(uri.fsPath));
  return present.length > 0 ? present : distinct;
}

function labelOf(file: vscode.Uri): string {
  return vscode.workspace.asRelativePath(file);
}
