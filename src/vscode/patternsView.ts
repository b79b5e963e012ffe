import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import { Mutes } from '../logs/mute';
import type { Pattern } from '../logs/pattern';
import {
  grouped,
  matching,
  PATTERN_GROUPINGS,
  PATTERN_ORDERS,
  sorted,
  type PatternGrouping,
  type PatternOrder,
} from '../logs/patternList';
import type { PullResult } from '../sources/pull';
import { pullSummary } from '../sources/pullSummary';
import { formatName } from './changeLogFormat';
import type { CloudTail } from './cloudTail';
import { expectFiles } from './expectFiles';
import { hasConfiguredFiles } from './logSources';
import { itemOf, placed } from './patternItems';
import { childrenOf, tracesOf, type HeadNode, type PatternNode, type TreeNode } from './patternNodes';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { ReportFiles } from './reportFiles';
import { onDidChangeSetting, setting } from './settings';
import { setContext } from './setContext';
import type { TeamDecisions } from './teamDecisions';
import { CLEAR_FILTER, waysOut } from './waysOut';

const ORDER = 'fiveWhys.patternOrder';
const GROUPING = 'fiveWhys.patternGrouping';

/** How often the age of what is shown is said anew. */
const AGE_MS = 60_000;

/** In one list. */
const MOST_SHOWN = 500;

/** The *Error Patterns* view. Log files can be dropped on it. */
export class PatternsView
  implements vscode.TreeDataProvider<TreeNode>, vscode.TreeDragAndDropController<TreeNode>, vscode.Disposable
{
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private filter = '';
  private areMutedShown = false;
  private mutes: Mutes;

  readonly onDidChangeTreeData = this.changed.event;
  readonly dropMimeTypes = ['text/uri-list'];
  readonly dragMimeTypes = [];

  constructor(
    private readonly logs: PulledLogs,
    private readonly reports: ReportFiles,
    private readonly decisions: TeamDecisions,
    private readonly memory: vscode.Memento,
    private readonly places: Places,
    private readonly tail: CloudTail,
  ) {
    this.mutes = new Mutes(decisions.current.muted);
    const aging = setInterval(() => this.logs.age && this.sayWhatIsShown(), AGE_MS);
    this.view = vscode.window.createTreeView('fiveWhys.patterns', {
      treeDataProvider: this,
      dragAndDropController: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.disposables = [
      this.changed,
      { dispose: () => clearInterval(aging) },
      this.view,
      logs.onDidChange(() => this.refresh()),
      logs.onDidChangeState(() => this.sayWhatIsShown()),
      decisions.onDidChange(() => {
        this.mutes = new Mutes(decisions.current.muted);
        this.refresh();
      }),
      reports.onDidChange(() => this.changed.fire()),
      places.onDidChange(() => this.changed.fire()),
      onDidChangeSetting('logFiles', () => this.refresh()),
      tail.onDidChange(() => this.sayWhatIsShown()),
      this.view.onDidChangeVisibility(({ visible }) => {
        if (!visible) tail.stop(); // a session that nobody looks at is one that a colleague cannot have
        this.sayWhatIsShown();
        const mayPullFiles = !logs.current && !logs.lastPull && hasConfiguredFiles();
        if (visible && mayPullFiles) expectFiles(logs);
      }),
    ];
    this.refresh();
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.roots();
    switch (node.kind) {
      case 'group':
        return this.nodesOf(node.patterns, node);
      case 'muted':
        return this.nodesOf(sorted(node.patterns, this.order), node);
      case 'allGone':
        return node.patterns.map((of) => ({ kind: 'gone', of }));
      case 'pattern':
        return childrenOf(node.of);
      case 'traces':
        return tracesOf(node.of);
      case 'gone':
      case 'more':
      case 'wayOut':
      case 'frame':
      case 'request':
      case 'trace':
      case 'event':
      case 'because':
        return [];
    }
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    const item = itemOf(node);
    return node.kind === 'frame' ? placed(item, node, await this.places.sure(node.frame, node.from)) : item;
  }

  /** Only patterns are revealed, and they know what they stand under. */
  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'pattern' ? node.head : undefined;
  }

  async handleDrop(_target: TreeNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
    const files = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    if (files.length > 0) await vscode.commands.executeCommand('fiveWhys.openLogFile', undefined, files);
  }

  /** The patterns that are selected. */
  get selected(): readonly PatternRef[] {
    return this.view.selection.filter((node) => node.kind === 'pattern');
  }

  async reveal(key: string): Promise<void> {
    const pattern = this.logs.get(key);
    if (!pattern) return;
    if (!matching([pattern], this.filter).includes(pattern)) this.setFilter('');
    if (this.visible().indexOf(pattern) >= MOST_SHOWN) this.setFilter(pattern.title);
    const head = this.heads().find(({ patterns }) => patterns.some((member) => member === pattern));
    const node = await this.nodeOf(pattern, head);
    await this.view.reveal(node, { select: true, focus: true, expand: true });
  }

  async askOrder(): Promise<PatternOrder | undefined> {
    const names = { count: 'Most frequent first', recency: 'Last seen first', severity: 'Most severe first' };
    const items = PATTERN_ORDERS.map((order) => ({
      label: names[order],
      description: now(order === this.order),
      order,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: 'Sort Patterns' });
    return picked?.order;
  }

  async setOrder(order: PatternOrder): Promise<void> {
    await this.memory.update(ORDER, order);
    this.changed.fire();
  }

  async askGrouping(): Promise<PatternGrouping | undefined> {
    const names = {
      none: 'One list',
      service: 'By service',
      severity: 'By severity',
      revision: 'By revision',
    };
    const items = PATTERN_GROUPINGS.map((by) => ({
      label: names[by],
      description: now(by === this.grouping),
      by,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: 'Group Patterns' });
    return picked?.by;
  }

  async setGrouping(by: PatternGrouping): Promise<void> {
    await this.memory.update(GROUPING, by);
    this.changed.fire();
  }

  askFilter(): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title: 'Filter Patterns',
      prompt: 'Shows the patterns whose title, service, revision, request or file contains every word',
      value: this.filter,
    });
  }

  setFilter(text: string): void {
    this.filter = text.trim();
    this.refresh();
  }

  /** Shows muted patterns among the others, or behind a node of their own. */
  showMuted(areShown: boolean): void {
    this.areMutedShown = areShown;
    this.refresh();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private get order(): PatternOrder {
    return this.memory.get<PatternOrder>(ORDER, 'count');
  }

  private get grouping(): PatternGrouping {
    return this.memory.get<PatternGrouping>(GROUPING, 'none');
  }

  private async roots(): Promise<TreeNode[]> {
    const heads = this.heads();
    if (this.logs.lastPull && this.visible().length + this.hidden().length === 0) {
      return this.logs.patterns.length > 0 ? [CLEAR_FILTER] : [...waysOut(this.logs), ...heads];
    }
    if (this.grouping !== 'none') return heads;
    return [...(await this.nodesOf(this.visible(), undefined)), ...heads];
  }

  /** What stands at the top beside the patterns themselves: groups where they are wished, then what is muted or gone. */
  private heads(): HeadNode[] {
    const muted = this.hidden();
    const { gone } = this.logs.since;
    return [
      ...this.groups(),
      ...(muted.length > 0 ? [{ kind: 'muted' as const, patterns: muted }] : []),
      ...(gone.length > 0 && this.filter === '' ? [{ kind: 'allGone' as const, patterns: gone }] : []),
    ];
  }

  private groups(): HeadNode[] {
    const by = this.grouping;
    if (by === 'none') return [];
    return grouped(this.visible(), by).map(({ name, patterns }) => ({ kind: 'group', by, name, patterns }));
  }

  /** What the filter lets through, without what is muted, in the order that is wished. */
  private visible(): Pattern[] {
    const day = today();
    const patterns = matching(this.logs.patterns, this.filter);
    return sorted(
      this.areMutedShown ? patterns : patterns.filter((pattern) => !this.isHidden(pattern, day)),
      this.order,
    );
  }

  /** What the filter lets through and is muted. */
  private hidden(): Pattern[] {
    if (this.areMutedShown) return [];
    const day = today();
    return matching(this.logs.patterns, this.filter).filter((pattern) => this.isHidden(pattern, day));
  }

  private isHidden(pattern: Pattern, day: string): boolean {
    const muting = this.mutes.of(pattern, day);
    return muting !== undefined && muting.changedIn === undefined;
  }

  /** As many as a list is good for: each item reads the newest entry of its pattern. */
  private async nodesOf(patterns: readonly Pattern[], head: HeadNode | undefined): Promise<TreeNode[]> {
    const shown = patterns.slice(0, MOST_SHOWN).map((pattern) => this.nodeOf(pattern, head));
    const more = patterns.length - shown.length;
    return [...(await Promise.all(shown)), ...(more > 0 ? [{ kind: 'more' as const, count: more }] : [])];
  }

  private async nodeOf(pattern: Pattern, head: HeadNode | undefined): Promise<PatternNode> {
    const reports = await this.reports.about(pattern.keys);
    const known = reports.map(({ uri }) => vscode.workspace.asRelativePath(uri));
    return {
      kind: 'pattern',
      pattern: pattern.key,
      of: pattern,
      known,
      isNew: this.logs.since.fresh.has(pattern.key),
      muting: this.mutes.of(pattern, today()),
      head,
    };
  }

  /** Shows what there is now, and says why where it is nothing. */
  private refresh(): void {
    const shown = this.visible().length;
    const pulled = this.logs.lastPull;
    this.view.badge = shown > 0 ? { value: shown, tooltip: `${shown} error patterns` } : undefined;
    setContext('fiveWhys.pulled', pulled !== undefined);
    setContext('fiveWhys.filtered', this.filter !== '');
    setContext('fiveWhys.mutedShown', this.areMutedShown);
    setContext('fiveWhys.unreadable', pulled?.sources.some(({ badCount }) => badCount > 0) ?? false);
    setContext('fiveWhys.logFilesConfigured', hasConfiguredFiles());
    this.sayWhatIsShown();
    this.changed.fire();
  }

  /** Says above the list where it comes from, and what of it is not shown. */
  private sayWhatIsShown(): void {
    const { current, loadedFrom, lastPull: pulled, age, isPartial } = this.logs;
    const all = this.logs.patterns.length;
    const passing = this.visible().length + this.hidden().length;
    const hidden = this.filter ? `“${this.filter}” hides ${all - passing} of ${all} patterns. ` : '';
    const partial = isPartial ? 'Not read to the end: every count is “at least”. ' : '';
    const live = this.tail.isRunning ? `${this.tail.text}. ` : age && `${age}. `;
    this.view.message = pulled
      ? live + hidden + partial + pullSummary(pulled, setting('minimumSeverity')) + formatsText(pulled)
      : live;
    this.view.description = current?.saved.name ?? '';
    setContext('fiveWhys.cloudCurrent', current !== undefined);
    setContext('fiveWhys.cloudLoaded', loadedFrom !== undefined);
    setContext('fiveWhys.tailing', this.tail.isRunning);
    setContext('fiveWhys.pulling', this.logs.isPulling);
  }
}

/** What the files were taken for, which the user may know better. */
function formatsText({ sources }: PullResult): string {
  const names = new Set(sources.map(({ format }) => formatName(format)).filter(Boolean));
  return names.size > 0 ? ` · read as ${[...names].join(', ')}` : '';
}

/** Today, in UTC, as mutes have it. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function now(isNow: boolean): string {
  return isNow ? 'now' : '';
}
