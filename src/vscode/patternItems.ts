import * as vscode from 'vscode';
import type { FrameRef, PatternRef } from '../commands';
import type { Frame } from '../frames/frame';
import { counted, countText } from '../logs/countText';
import { SEVERITIES, type Severity } from '../logs/entry';
import { requestText, traceName } from '../logs/logDocument';
import type { Muting } from '../logs/mute';
import type { Pattern } from '../logs/pattern';
import { countIn } from '../logs/patternList';
import { shortTime } from '../logs/shortTime';
import { sparkline, sparklineSpan } from '../logs/sparkline';
import { commandFor } from './command';
import { changeWords, placeWords, whyWords } from './placeWords';
import type { PlaceNow } from './places';
import { framesOf, type HeadNode, type PatternNode, type TreeNode } from './patternNodes';

/** How a node of the tree of patterns looks. Plain text throughout: what a log says is never rendered. */
export function itemOf(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
    case 'muted':
    case 'allGone':
      return headItem(node);
    case 'pattern':
      return patternItem(node);
    case 'gone':
      return leaf(node.of.title, 'pass', `${countText(node.of.count)} × in the last pull, none in this one`);
    case 'more':
      return leaf(
        counted(node.count, 'more pattern'),
        'ellipsis',
        'They come last in this order. Filter the patterns to see them, or sort them otherwise.',
      );
    case 'wayOut': {
      const item = leaf(node.command.title, node.icon, node.command.title);
      item.command = node.command;
      return item;
    }
    case 'frame':
      return frameItem(node);
    case 'request':
      return leaf(requestText(node.of), 'globe', TIES[node.of.tie]);
    case 'traces': {
      const item = new vscode.TreeItem(
        counted(node.of.traces.length, 'trace'),
        vscode.TreeItemCollapsibleState.Collapsed,
      );
      item.iconPath = new vscode.ThemeIcon('git-commit');
      return item;
    }
    case 'trace':
      return entryItem(traceName(node.trace), 'git-commit', node.trace, node);
    case 'event': {
      const { of } = node;
      const item = entryItem(of.timestamp || 'no time', 'output', of.title, node);
      item.description = [of.severity, of.revision].filter(Boolean).join(' · ');
      return item;
    }
    case 'because': {
      const label = `Grouped because ${node.text}`;
      return leaf(label, 'info', label);
    }
  }
}

/** The id of a head, which tells its patterns from the same ones elsewhere in the tree. */
function headId(head: HeadNode): string {
  return head.kind === 'group' ? `${head.by}:${head.name}` : head.kind;
}

const UNNAMED = { service: 'No service named', severity: 'No severity', revision: 'No revision named' };
const HEAD_ICONS = { service: 'server', severity: 'warning', revision: 'versions' };

function headItem(head: HeadNode): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem('', head.kind === 'group' ? Expanded : Collapsed);
  const count = counted(head.patterns.length, 'pattern');
  item.id = headId(head);
  switch (head.kind) {
    case 'group':
      item.label = head.name || UNNAMED[head.by];
      item.description = count;
      item.iconPath = new vscode.ThemeIcon(HEAD_ICONS[head.by]);
      item.accessibilityInformation = { label: `${item.label}, ${count}` };
      break;
    case 'muted':
      item.label = `${countText(head.patterns.length)} muted`;
      item.iconPath = new vscode.ThemeIcon('bell-slash');
      item.tooltip = 'Patterns that were muted, each with the reason. Unmute one to see it among the others.';
      item.accessibilityInformation = { label: `${count} muted` };
      break;
    case 'allGone':
      item.label = `${countText(head.patterns.length)} gone`;
      item.description = 'since the last pull';
      item.iconPath = new vscode.ThemeIcon('pass');
      item.tooltip = 'Patterns that the last pull of these logs had and this one has not.';
      item.accessibilityInformation = { label: `${count} gone since the last pull` };
      break;
  }
  return item;
}

function patternItem({ of: pattern, known, isNew, muting, head }: PatternNode): vscode.TreeItem {
  const here = head?.kind === 'group' ? countIn(pattern, head.by, head.name) : undefined;
  const count = countText(here ?? pattern.count, pattern.isExact);
  // The count leads, since a narrow sidebar cuts off what stands behind the title.
  const item = new vscode.TreeItem(`${count} × ${pattern.title}`, vscode.TreeItemCollapsibleState.Collapsed);
  const own = framesOf(pattern).find((frame) => !frame.library);
  const revision = pattern.revisions[0]?.name.split('-').slice(-2).join('-');
  const facts = [
    isNew && 'new',
    muting && mutingText(muting),
    sparkline(pattern.series),
    known.length > 0 && 'known',
    own && nameOf(own),
    shortTime(pattern.lastSeen),
    revision,
  ];
  item.id = `${head ? headId(head) : ''}/${pattern.key}`;
  item.description = facts.filter(Boolean).join(' · ');
  item.tooltip = tooltip(pattern, known, muting);
  item.iconPath =
    muting && !muting.changedIn ? new vscode.ThemeIcon('bell-slash') : severityIcon(pattern.severity);
  item.contextValue = muting ? 'mutedPattern' : 'pattern';
  item.command = commandFor('Open Log', 'fiveWhys.openPattern', { pattern: pattern.key });
  const spoken = [
    pattern.title,
    isNew && 'new since the last pull',
    muting && mutingText(muting),
    pattern.severity,
    count === '1' ? 'once' : `${count} times`,
    `last seen ${pattern.lastSeen || 'at a time unknown'}`,
  ];
  item.accessibilityInformation = { label: spoken.filter(Boolean).join(', ') };
  return item;
}

function mutingText({ changedIn }: Muting): string {
  return changedIn === undefined ? 'muted' : `muted, but now in revision ${changedIn}`;
}

function tooltip(pattern: Pattern, known: readonly string[], muting: Muting | undefined): string {
  const revisions = pattern.revisions.map(({ name, commit, count }) => {
    return `${name}${commit ? ` at ${commit.slice(0, 7)}` : ''} (${countText(count)})`;
  });
  const trend = sparkline(pattern.series);
  const lines = [
    pattern.title,
    '',
    `${pattern.severity}, ${countText(pattern.count, pattern.isExact)} ×`,
    trend && `${trend} ${sparklineSpan(pattern.series)}`,
    `First ${pattern.firstSeen || 'unknown'}`,
    `Last ${pattern.lastSeen || 'unknown'}`,
    pattern.services.length > 0 && `Service ${pattern.services.join(', ')}`,
    revisions.length > 0 && `Revision ${revisions.slice(0, MOST_REVISIONS).join(', ')}`,
    ...known.map((report) => `Known: ${report}`),
    ...(muting ? mutedBecause(muting) : []),
  ];
  return lines.filter((line) => line !== false).join('\n');
}

const MOST_REVISIONS = 10;

function mutedBecause(muting: Muting): string[] {
  const { reason, until, revision } = muting.mute;
  const head = mutingText(muting);
  return [
    '',
    `${head.charAt(0).toUpperCase()}${head.slice(1)}${revision === undefined ? '' : `, at ${revision}`}`,
    `Reason: ${reason || 'none given'}`,
    until === undefined ? 'No end' : `Until ${until}`,
  ];
}

function nameOf(frame: Frame): string {
  const name = frame.path.split(/[/\\]/).at(-1) ?? frame.path;
  return frame.line === undefined ? name : `${name}:${frame.line}`;
}

function frameItem({ frame, from, pattern }: FrameRef): vscode.TreeItem {
  const item = leaf(nameOf(frame), frame.library ? 'library' : 'symbol-method', frame.path);
  item.description = [frame.function, frame.library ? 'library' : undefined].filter(Boolean).join(' · ');
  item.contextValue = 'frame';
  item.command = commandFor('Open Frame in Editor', 'fiveWhys.openFrame', {
    frame,
    ...(from && { from }),
    ...(pattern !== undefined && { pattern }),
  });
  return item;
}

/** Says on the item of a frame where its line is now. */
export function placed(
  item: vscode.TreeItem,
  { frame }: FrameRef,
  now: PlaceNow | undefined,
): vscode.TreeItem {
  if (!now) return item;
  const change = changeWords(frame.line, now);
  item.label = placeWords(frame, { ...now, how: 'same' });
  item.description = [change, frame.function].filter(Boolean).join(' · ');
  item.tooltip = `${now.place.path}\n${whyWords(now)}`;
  item.accessibilityInformation = {
    label: [item.label, item.description, item.tooltip].filter(Boolean).join(', '),
  };
  return item;
}

/** How a request is known to belong to a pattern. */
const TIES = {
  own: 'The entries name this request themselves.',
  trace: 'The request log has the same trace.',
  likely: 'Likely: the only request that this instance was answering then.',
};

/** Something that opens the log, at one of its entries where one is meant. */
function entryItem(
  label: string,
  icon: string,
  tip: string,
  { pattern, event }: PatternRef,
): vscode.TreeItem {
  const item = leaf(label, icon, tip);
  item.contextValue = 'event';
  const at = event === undefined ? { pattern } : { pattern, event };
  item.command = commandFor('Open Log', 'fiveWhys.openPattern', at);
  return item;
}

function leaf(label: string, icon: string, tip: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = tip;
  // Without it the tooltip alone would be read out.
  item.accessibilityInformation = { label: tip.includes(label) ? tip : `${label}, ${tip}` };
  return item;
}

function severityIcon(severity: Severity): vscode.ThemeIcon {
  const rank = SEVERITIES.indexOf(severity);
  if (rank >= SEVERITIES.indexOf('ERROR')) {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
  if (rank >= SEVERITIES.indexOf('WARNING')) {
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
  return new vscode.ThemeIcon('circle-outline');
}
