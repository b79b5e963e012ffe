import * as vscode from 'vscode';
import { PATTERN_ORDERS, type PatternOrder } from '../commands';
import { SEVERITIES } from '../logs/entry';
import type { Pattern } from '../logs/pattern';
import { pullSummary } from '../sources/pullSummary';
import { childrenOf, itemOf, type PatternNode } from './patternNodes';
import { hasConfiguredFiles, type PulledLogs } from './pulledLogs';
import type { ReportFiles } from './reportFiles';
import { onDidChangeSetting, setting } from './settings';

const ORDER = 'fiveWhys.patternOrder';

/** The *Error Patterns* view. Log files can be dropped on it. */
export class PatternsView
  implements
    vscode.TreeDataProvider<PatternNode>,
    vscode.TreeDragAndDropController<PatternNode>,
    vscode.Disposable
{
  private readonly view: vscode.TreeView<PatternNode>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private filter = '';

  readonly onDidChangeTreeData = this.changed.event;
  readonly dropMimeTypes = ['text/uri-list'];
  readonly dragMimeTypes = [];

  constructor(
    private readonly logs: PulledLogs,
    private readonly reports: ReportFiles,
    private readonly memory: vscode.Memento,
  ) {
    this.view = vscode.window.createTreeView('fiveWhys.patterns', {
      treeDataProvider: this,
      dragAndDropController: this,
      showCollapseAll: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      logs.onDidChange(() => this.refresh()),
      reports.onDidChange(() => this.changed.fire()),
      onDidChangeSetting('logFiles', () => this.refresh()),
    ];
    this.refresh();
  }

  async getChildren(node?: PatternNode): Promise<PatternNode[]> {
    if (node) return node.kind === 'pattern' ? childrenOf(node.of) : [];
    return Promise.all(this.visible().map((pattern) => this.nodeOf(pattern)));
  }

  getTreeItem(node: PatternNode): vscode.TreeItem {
    return itemOf(node);
  }

  getParent(): undefined {
    return undefined; // only patterns are revealed, and they are at the top
  }

  async handleDrop(_target: PatternNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
    const files = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    if (files.length > 0) await vscode.commands.executeCommand('fiveWhys.openLogFile', undefined, files);
  }

  async reveal(key: string): Promise<void> {
    const pattern = this.logs.get(key);
    if (!pattern) return;
    if (!this.visible().includes(pattern)) this.setFilter('');
    await this.view.reveal(await this.nodeOf(pattern), { select: true, focus: true, expand: true });
  }

  async askOrder(): Promise<PatternOrder | undefined> {
    const names = { count: 'Most frequent first', recency: 'Last seen first', severity: 'Most severe first' };
    const items = PATTERN_ORDERS.map((order) => ({
      label: names[order],
      picked: order === this.order,
      order,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: 'Sort Patterns' });
    return picked?.order;
  }

  async setOrder(order: PatternOrder): Promise<void> {
    await this.memory.update(ORDER, order);
    this.changed.fire();
  }

  askFilter(): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title: 'Filter Patterns',
      prompt: 'Shows the patterns whose title, service, revision or file contains every word',
      value: this.filter,
    });
  }

  setFilter(text: string): void {
    this.filter = text.trim();
    this.refresh();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private get order(): PatternOrder {
    return this.memory.get<PatternOrder>(ORDER, 'count');
  }

  private visible(): Pattern[] {
    const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = this.logs.patterns.filter((pattern) => {
      const text = searchable(pattern);
      return words.every((word) => text.includes(word));
    });
    return matching.sort(COMPARE[this.order]);
  }

  private async nodeOf(pattern: Pattern): Promise<PatternNode> {
    const reports = await this.reports.about(pattern.key);
    const known = reports.map(({ uri }) => vscode.workspace.asRelativePath(uri));
    return { kind: 'pattern', pattern: pattern.key, of: pattern, known };
  }

  /** Shows what there is now, and says why where it is nothing. */
  private refresh(): void {
    const all = this.logs.patterns.length;
    const shown = this.visible().length;
    const pulled = this.logs.lastPull;
    const hidden = this.filter ? `“${this.filter}” hides ${all - shown} of ${all} patterns. ` : '';
    this.view.message = pulled ? hidden + pullSummary(pulled, setting('minimumSeverity')) : '';
    this.view.badge = all > 0 ? { value: all, tooltip: `${all} error patterns` } : undefined;
    setContext('fiveWhys.pulled', pulled && (all === 0 ? 'nothing' : shown === 0 ? 'filtered' : 'some'));
    setContext('fiveWhys.filtered', this.filter !== '');
    setContext('fiveWhys.logFilesConfigured', hasConfiguredFiles());
    this.changed.fire();
  }
}

const byRecency = (a: Pattern, b: Pattern) =>
  b.lastSeen.localeCompare(a.lastSeen) || a.key.localeCompare(b.key);
const byCount = (a: Pattern, b: Pattern) => b.count - a.count || byRecency(a, b);
const rank = (pattern: Pattern) => SEVERITIES.indexOf(pattern.severity);

const COMPARE: Record<PatternOrder, (a: Pattern, b: Pattern) => number> = {
  count: byCount,
  recency: byRecency,
  severity: (a, b) => rank(b) - rank(a) || byCount(a, b),
};

function searchable(pattern: Pattern): string {
  const revisions = pattern.revisions.map((revision) => revision.name);
  const files = pattern.newest[0]?.frames.map((frame) => frame.path) ?? [];
  return [pattern.title, pattern.severity, ...pattern.services, ...revisions, ...files]
    .join('\n')
    .toLowerCase();
}

function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
