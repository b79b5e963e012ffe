import * as vscode from 'vscode';
import type { ReportRef } from '../commands';
import { commandFor } from './command';
import type { ReportFile, ReportFiles } from './reportFiles';

/** What the tree holds; the menus hand it to the commands as it is. */
interface ReportNode extends ReportRef {
  readonly file: ReportFile;
}

/** The *Reports* view: the reports of this workspace with their status. */
export class ReportsView implements vscode.TreeDataProvider<ReportNode>, vscode.Disposable {
  private readonly view: vscode.TreeView<ReportNode>;

  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(private readonly files: ReportFiles) {
    this.onDidChangeTreeData = files.onDidChange;
    this.view = vscode.window.createTreeView('fiveWhys.reports', { treeDataProvider: this });
  }

  async getChildren(node?: ReportNode): Promise<ReportNode[]> {
    if (node) return [];
    const files = await this.files.list();
    return files.map((file) => ({ report: file.uri.toString(), file }));
  }

  getTreeItem(node: ReportNode): vscode.TreeItem {
    const { uri, title, status, date } = node.file;
    const item = new vscode.TreeItem(title);
    item.id = node.report;
    item.description = [status, date].filter(Boolean).join(' · ');
    item.tooltip = `${title}\n${vscode.workspace.asRelativePath(uri)}`;
    item.iconPath = new vscode.ThemeIcon(/^resolved/i.test(status) ? 'pass' : 'type-hierarchy');
    item.contextValue = 'report';
    item.command = commandFor('Open Report', 'fiveWhys.openReport', { report: node.report });
    return item;
  }

  dispose(): void {
    this.view.dispose();
  }
}
