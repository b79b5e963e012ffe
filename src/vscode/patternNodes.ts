import * as vscode from 'vscode';
import type { PatternRef } from '../commands';
import { thrownAt } from '../frames/thrownAt';
import type { Frame } from '../frames/frame';
import { SEVERITIES, type Severity } from '../logs/entry';
import type { LogEvent } from '../logs/event';
import type { Pattern } from '../logs/pattern';
import { shortTime } from '../logs/shortTime';
import { commandFor } from './command';

/** What the tree of patterns holds. A pattern's node is also the argument that menus hand to its commands. */
export type PatternNode =
  | ({ readonly kind: 'pattern'; readonly of: Pattern; readonly known: readonly string[] } & PatternRef)
  | { readonly kind: 'frame'; readonly frame: Frame }
  | ({ readonly kind: 'event'; readonly of: LogEvent } & PatternRef)
  | { readonly kind: 'because'; readonly text: string };

const MOST_FRAMES = 8;
const MOST_EVENTS = 5;

/** What stands under a pattern: its frames, the code's own before the libraries', its newest entries, why it is one. */
export function childrenOf(pattern: Pattern): PatternNode[] {
  const frames = framesOf(pattern);
  const ownFirst = [...frames.filter((frame) => !frame.library), ...frames.filter((frame) => frame.library)];
  return [
    ...ownFirst.slice(0, MOST_FRAMES).map((frame) => ({ kind: 'frame' as const, frame })),
    ...pattern.newest
      .slice(0, MOST_EVENTS)
      .map((event) => ({ kind: 'event' as const, of: event, pattern: pattern.key, event: event.id })),
    { kind: 'because', text: pattern.because },
  ];
}

export function itemOf(node: PatternNode): vscode.TreeItem {
  switch (node.kind) {
    case 'pattern':
      return patternItem(node.of, node.known);
    case 'frame':
      return frameItem(node.frame);
    case 'event':
      return eventItem(node);
    case 'because': {
      const label = `Grouped because ${node.text}`;
      const item = new vscode.TreeItem(label);
      item.iconPath = new vscode.ThemeIcon('info');
      item.tooltip = label;
      return item;
    }
  }
}

function patternItem(pattern: Pattern, known: readonly string[]): vscode.TreeItem {
  // The count leads, since a narrow sidebar cuts off what stands behind the title.
  const label = `${pattern.count} × ${pattern.title}`;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  const revision = pattern.revisions[0]?.name.split('-').slice(-2).join('-');
  const own = framesOf(pattern).find((frame) => !frame.library);
  const facts = [
    known.length > 0 ? 'known' : undefined,
    own && nameOf(own),
    shortTime(pattern.lastSeen),
    revision,
  ];
  item.id = pattern.key;
  item.description = facts.filter(Boolean).join(' · ');
  item.tooltip = tooltip(pattern, known);
  item.iconPath = severityIcon(pattern.severity);
  item.contextValue = 'pattern';
  item.command = commandFor('Open Log', 'fiveWhys.openPattern', { pattern: pattern.key });
  item.accessibilityInformation = {
    label: `${pattern.title}, ${pattern.severity}, ${pattern.count} times, last seen ${pattern.lastSeen}`,
  };
  return item;
}

/** Plain text: what a log says is never rendered. */
function tooltip(pattern: Pattern, known: readonly string[]): string {
  const revisions = pattern.revisions.map(({ name, commit, count }) => {
    return `${name}${commit ? ` at ${commit.slice(0, 7)}` : ''} (${count})`;
  });
  return [
    pattern.title,
    '',
    `${pattern.severity}, ${pattern.count} ×`,
    `First ${pattern.firstSeen || 'unknown'}`,
    `Last ${pattern.lastSeen || 'unknown'}`,
    ...(pattern.services.length > 0 ? [`Service ${pattern.services.join(', ')}`] : []),
    ...(revisions.length > 0 ? [`Revision ${revisions.join(', ')}`] : []),
    ...known.map((report) => `Known: ${report}`),
  ].join('\n');
}

/** The frames of the newest event, from where the error was thrown outwards. */
function framesOf({ newest }: Pattern): readonly Frame[] {
  return newest[0] ? thrownAt(newest[0].text, newest[0].frames) : [];
}

function nameOf(frame: Frame): string {
  const name = frame.path.split(/[/\\]/).at(-1) ?? frame.path;
  return frame.line === undefined ? name : `${name}:${frame.line}`;
}

function frameItem(frame: Frame): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(frame));
  item.description = [frame.function, frame.library ? 'library' : undefined].filter(Boolean).join(' · ');
  item.tooltip = frame.path;
  item.iconPath = new vscode.ThemeIcon(frame.library ? 'library' : 'symbol-method');
  item.contextValue = 'frame';
  item.command = commandFor('Open Frame in Editor', 'fiveWhys.openFrame', frame);
  return item;
}

function eventItem({ of, pattern, event }: { readonly of: LogEvent } & PatternRef): vscode.TreeItem {
  const item = new vscode.TreeItem(of.timestamp || 'no time');
  item.description = [of.severity, of.revision].filter(Boolean).join(' · ');
  item.tooltip = of.title;
  item.iconPath = new vscode.ThemeIcon('output');
  item.contextValue = 'event';
  item.command = commandFor(
    'Open Log',
    'fiveWhys.openPattern',
    event === undefined ? { pattern } : { pattern, event },
  );
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
