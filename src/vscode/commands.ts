import * as vscode from 'vscode';
import type { PatternRef, PatternRefs, ReportRef, Resource } from '../commands';
import { UserError } from '../errors';
import { countText } from '../logs/countText';
import { activeFile } from './activeFile';
import { registerCloudCommands, type CloudParts } from './cloudCommands';
import { isPatternRef, register, uriOf } from './command';
import { expectFiles } from './expectFiles';
import { frameOf } from './frameRef';
import { patternKeyOf } from './logDocuments';
import { openFrame } from './openFrame';
import { output } from './output';
import type { PathMappings } from './pathMappings';
import type { PatternsView } from './patternsView';
import type { PinParts } from './pinEvidence';
import type { PulledLogs } from './pulledLogs';
import type { ReportFiles } from './reportFiles';
import type { Redaction } from './redaction';
import type { ReviewDocuments } from './reviewDocuments';
import { openSample } from './sample';
import type { TeamDecisions } from './teamDecisions';
import { MARKDOWN_EDITOR, REPORT_EDITOR } from './reportEditors';

interface Parts extends CloudParts, PinParts {
  readonly mappings: PathMappings;
  readonly reports: ReportFiles;
  readonly decisions: TeamDecisions;
  readonly patternsView: PatternsView;
  readonly review: ReviewDocuments;
  readonly redaction: Redaction;
}

/** Every command of `commands.ts`; what it does stands in a file of its own where it takes more than a few lines. */
export function registerCommands(context: vscode.ExtensionContext, parts: Parts): vscode.Disposable {
  const { logs, sources, places, mappings, decisions, documents, patternsView } = parts;
  return vscode.Disposable.from(
    register('fiveWhys.pullLogs', async (source) => {
      if (typeof source === 'string' && sources.cloud.get(source)) await sources.choose(source);
      return logs.pull();
    }),
    register('fiveWhys.cancelPull', () => logs.cancel()),
    register('fiveWhys.openLogFile', (file, selected) => openLogFiles(logs, file, selected)),
    register('fiveWhys.openSample', () => openSample(context)),
    register('fiveWhys.closeLogs', () => {
      parts.tail.stop();
      logs.close();
    }),
    register('fiveWhys.sortPatterns', async (order) => {
      const chosen = order ?? (await patternsView.askOrder());
      if (chosen) await patternsView.setOrder(chosen);
    }),
    register('fiveWhys.filterPatterns', async (text) => {
      const filter = text ?? (await patternsView.askFilter());
      if (filter !== undefined) patternsView.setFilter(filter);
    }),
    register('fiveWhys.clearFilter', () => patternsView.setFilter('')),
    register('fiveWhys.groupPatterns', async (by) => {
      const chosen = by ?? (await patternsView.askGrouping());
      if (chosen) await patternsView.setGrouping(chosen);
    }),
    register('fiveWhys.showMuted', () => patternsView.showMuted(true)),
    register('fiveWhys.hideMuted', () => patternsView.showMuted(false)),
    register('fiveWhys.mergePatterns', async (pattern, selected) =>
      (await import('./decidePatterns')).mergePatterns(parts, pattern, selected),
    ),
    register('fiveWhys.splitPattern', async (pattern, by) =>
      (await import('./decidePatterns')).splitPattern(parts, pattern, by),
    ),
    register('fiveWhys.mutePattern', async (pattern, muting) =>
      (await import('./decidePatterns')).mutePattern(parts, pattern, muting),
    ),
    register('fiveWhys.unmutePattern', async (pattern) =>
      (await import('./decidePatterns')).unmutePattern(parts, pattern),
    ),
    register('fiveWhys.undoDecision', () => decisions.undo()),
    register('fiveWhys.changeLogFormat', async (file, format) =>
      (await import('./changeLogFormat')).changeLogFormat(parts, file, format),
    ),
    register('fiveWhys.showUnreadable', () => documents.openUnreadable()),
    register('fiveWhys.openPattern', (pattern) => documents.open(pattern)),
    register('fiveWhys.copyPattern', ({ pattern }) => copy(logs, pattern)),
    register('fiveWhys.showPattern', (of) => showPattern(parts, of)),
    register('fiveWhys.openFrame', (of) => openFrame(of, places, decisions)),
    register('fiveWhys.openAsDeployed', async (of) =>
      (await import('./openDeployed')).openAsDeployed(frameOf(of, documents), places),
    ),
    register('fiveWhys.compareWithDeployed', async (of) =>
      (await import('./openDeployed')).compareWithDeployed(frameOf(of, documents), places),
    ),
    register('fiveWhys.showSuspectCommits', async (of) =>
      (await import('./suspectCommits')).showSuspectCommits(
        parts,
        isPatternRef(of) ? of : frameOf(of, documents),
      ),
    ),
    register('fiveWhys.editPathMappings', async (member) =>
      (await import('./editPathMappings')).editPathMappings(mappings, decisions, member),
    ),
    register('fiveWhys.newReport', async (from, title) =>
      (await import('./newReport')).newReport(parts, from, typeof title === 'string' ? title : undefined),
    ),
    register('fiveWhys.openReport', (report) => openWith(uriOf(report), REPORT_EDITOR)),
    register('fiveWhys.openInEditor', (file) => openInEditor(file)),
    register('fiveWhys.openAsText', (report) => openWith(fileOf(report), 'default')),
    register('fiveWhys.openBeside', (report) =>
      openWith(fileOf(report), 'default', vscode.ViewColumn.Beside),
    ),
    register('fiveWhys.copyReport', async (report) =>
      (await import('./copyReport')).copyReport(fileOf(report), parts),
    ),
    register('fiveWhys.pinEvidence', async (of) => (await import('./pinEvidence')).pinEvidence(parts, of)),
    register('fiveWhys.pinTerminal', async () => (await import('./pinEvidence')).pinTerminal(parts)),
    register('fiveWhys.commitReport', async (report, message) =>
      (await import('./commitReport')).commitReport(fileOf(report), parts, message),
    ),
    register('fiveWhys.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#getStarted`,
      ),
    ),
    register('fiveWhys.showOutput', () => output.show()),
    registerCloudCommands(parts),
  );
}

async function openLogFiles(
  logs: PulledLogs,
  file: Resource | undefined,
  selected: readonly Resource[] | undefined,
): Promise<void> {
  const given = selected ?? (file === undefined ? undefined : [file]);
  if (!given) expectFiles(logs);
  const files = given
    ? given.map(uriOf)
    : await vscode.window.showOpenDialog({
        title: 'Open Log File',
        openLabel: 'Open Log',
        canSelectMany: true,
        filters: { Logs: ['log', 'json', 'jsonl', 'ndjson', 'txt', 'gz'], 'All Files': ['*'] },
      });
  if (!files) return;
  const elsewhere = files.find((uri) => uri.scheme !== 'file');
  if (elsewhere)
    throw new UserError(`${elsewhere.toString()} is not a file on disk. Save it there and open it again.`);
  await logs.open(files);
  await vscode.commands.executeCommand('fiveWhys.patterns.focus');
}

async function copy(logs: PulledLogs, key: string): Promise<void> {
  const pattern = logs.get(key);
  if (!pattern) return;
  await (await import('./copyPattern')).copyPattern(pattern);
}

async function showPattern(
  { logs, patternsView }: Parts,
  of: PatternRef | PatternRefs | Resource | undefined,
): Promise<void> {
  if (typeof of === 'object' && 'patterns' in of) {
    const picked = await pickPattern(logs, of.patterns);
    if (picked !== undefined) await patternsView.reveal(picked);
    return;
  }
  const key = keyOf(of);
  if (key === undefined) await vscode.commands.executeCommand('fiveWhys.patterns.focus');
  else await patternsView.reveal(key);
}

function keyOf(of: PatternRef | Resource | undefined): string | undefined {
  if (isPatternRef(of)) return of.pattern;
  const uri = of === undefined ? vscode.window.activeTextEditor?.document.uri : uriOf(of);
  return uri && patternKeyOf(uri);
}

async function pickPattern(logs: PulledLogs, refs: readonly PatternRef[]): Promise<string | undefined> {
  const items = refs
    .flatMap(({ pattern }) => logs.get(pattern) ?? [])
    .map(({ key, title, count, isExact }) => ({
      label: title,
      description: `${countText(count, isExact)} ×`,
      key,
    }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Errors That Name This Line' });
  return picked?.key;
}

function fileOf(report: Resource | ReportRef | undefined): vscode.Uri {
  const file = report === undefined ? activeFile() : uriOf(report);
  if (!file || !/\.md$/i.test(file.path)) throw new UserError('Open a Five Whys report first.');
  return file;
}

/** In place of its text, as _Reopen Editor With_ does: two tabs of one name are hard to tell apart. */
async function openInEditor(file: Resource | undefined): Promise<void> {
  const uri = fileOf(file);
  const { tabs } = vscode.window.tabGroups.activeTabGroup;
  const ofText = tabs.find(
    ({ input, isDirty }) =>
      input instanceof vscode.TabInputText && input.uri.toString() === uri.toString() && !isDirty,
  );
  await openWith(uri, /\.whys\.md$/i.test(uri.path) ? REPORT_EDITOR : MARKDOWN_EDITOR);
  if (ofText && vscode.window.tabGroups.all.some(({ tabs: open }) => open.includes(ofText))) {
    await vscode.window.tabGroups.close(ofText, true);
  }
}

function openWith(uri: vscode.Uri, editor: string, column?: vscode.ViewColumn): Thenable<unknown> {
  return vscode.commands.executeCommand('vscode.openWith', uri, editor, column);
}
