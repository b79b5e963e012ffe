import * as vscode from 'vscode';
import { output } from './output';

/** A report of this workspace, as far as the sidebar shows it. */
export interface ReportFile {
  readonly uri: vscode.Uri;
  readonly title: string;
  /** As the report says it; empty where it says none. */
  readonly status: string;
  readonly date: string;
  readonly problems: number;
  /** The keys of the patterns that it is about. */
  readonly patterns: readonly string[];
}

const REPORTS = '**/*.whys.md';
const MOST_REPORTS = 1000;
const NOT_HERE = '**/{node_modules,.git}/**';

/** The reports of the workspace, read once on demand and again when their files change. */
export class ReportFiles implements vscode.Disposable {
  private found: Promise<ReportFile[]> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(REPORTS);
    const forget = () => {
      this.found = undefined;
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    ];
  }

  /** Newest date first. */
  list(): Promise<ReportFile[]> {
    this.found ??= findReports();
    return this.found;
  }

  /** The reports that are about a pattern, by any of its keys. */
  async about(keys: readonly string[]): Promise<ReportFile[]> {
    const reports = await this.list();
    return reports.filter((report) => report.patterns.some((key) => keys.includes(key)));
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

async function findReports(): Promise<ReportFile[]> {
  const uris = await vscode.workspace.findFiles(REPORTS, NOT_HERE, MOST_REPORTS);
  const reports = await Promise.all(uris.map(readReport));
  return reports
    .filter((report) => report !== undefined)
    .sort((a, b) => b.date.localeCompare(a.date) || a.title.localeCompare(b.title));
}

async function readReport(uri: vscode.Uri): Promise<ReportFile | undefined> {
  try {
    const { read } = await import('../report/read');
    const { analysis } = read(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    const field = (name: string) => analysis.header.find((candidate) => candidate.name === name)?.value ?? '';
    return {
      uri,
      title: analysis.title || vscode.workspace.asRelativePath(uri),
      status: field('Status'),
      date: field('Date'),
      problems: analysis.problems.length,
      patterns: analysis.problems.flatMap((problem) => problem.patterns),
    };
  } catch (error) {
    output.warn(`${uri.toString()} cannot be read: ${String(error)}`);
    return undefined;
  }
}
