import * as vscode from 'vscode';
import type { Frame } from '../frames/frame';
import { thrownAt } from '../frames/thrownAt';
import type { LogEvent } from '../logs/event';
import type { Pattern } from '../logs/pattern';
import { inlineCode, link } from '../report/markdown';
import type { Evidence } from '../whys/analysis';
import {
  codeAtCursor,
  codeEvidence,
  commandEvidence,
  frameEvidence,
  logEvidence,
  relative,
  testEvidence,
} from './evidence';
import { lastCommand } from './lastCommand';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { Repositories } from './repositories';
import { UserError } from '../errors';

interface Choice extends vscode.QuickPickItem {
  /** Makes the evidence; it may ask for more, and be cancelled. */
  readonly make?: () => Promise<Evidence | undefined>;
}

/** What evidence is made with. */
export interface EvidenceParts {
  readonly logs: PulledLogs;
  readonly places: Places;
  readonly repositories: Repositories;
}

const MOST_EVENTS = 5;

/**
 * Asks what shows that an answer is right: an entry or a frame of the problem's patterns (of all patterns that are
 * loaded where the problem has none), the code at the cursor, a location, a link or a note.
 */
export async function pickEvidence(
  report: vscode.Uri,
  patterns: readonly Pattern[],
  { logs, places, repositories }: EvidenceParts,
): Promise<Evidence | undefined> {
  const own = patterns.length > 0;
  const events = own
    ? patterns.flatMap((pattern) => pattern.newest).slice(0, MOST_EVENTS)
    : logs.patterns.flatMap((pattern) => pattern.newest.slice(0, 1));
  const choices: Choice[] = [
    separator(own ? 'Log entries of this error' : 'Newest log entry of each error'),
    ...events.map((event) => eventChoice(event, logs)),
    separator('Stack frames'),
    ...(own ? distinctFrames(events).map((of) => frameChoice(report, of, places)) : []),
    separator('Code'),
    ...codeAtCursor().map((code) => ({
      label: `$(code) ${code.path}:${code.firstLine}`,
      description: 'at the cursor',
      make: () => codeEvidence(report, code, repositories),
    })),
    {
      label: '$(go-to-file) A code location…',
      description: 'such as src/app.py:12',
      make: () => askLocation(),
    },
    separator('Other'),
    {
      label: '$(terminal) The last command in the terminal',
      description: 'with what it printed',
      make: async () => commandEvidence(await lastCommand()),
    },
    { label: '$(beaker) A test…', description: 'and what it printed in the terminal', make: () => askTest() },
    { label: '$(file) A file of the workspace…', make: () => askFile(report) },
    { label: '$(link) A link…', make: () => askLink() },
    { label: '$(note) A note…', description: 'what you saw or were told', make: () => askNote() },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: 'Pin Evidence',
    placeHolder: 'What shows that this answer is right?',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.make?.();
}

function separator(label: string): Choice {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function eventChoice(event: LogEvent, logs: PulledLogs): Choice {
  return {
    label: `$(output) ${event.timestamp || 'no time'} ${event.severity}`,
    description: event.revision ?? '',
    detail: event.title,
    make: () => Promise.resolve(logEvidence(event, logs)),
  };
}

interface FrameOf {
  readonly frame: Frame;
  readonly event: LogEvent;
}

function frameChoice(report: vscode.Uri, { frame, event }: FrameOf, places: Places): Choice {
  return {
    label: `$(symbol-method) ${frame.path}:${frame.line ?? '?'}`,
    description: frame.function ?? '',
    ...(frame.source ? { detail: frame.source } : {}),
    make: () => frameEvidence(report, frame, event, places),
  };
}

function distinctFrames(events: readonly LogEvent[]): FrameOf[] {
  const found = new Map<string, FrameOf>();
  for (const event of events) {
    for (const frame of thrownAt(event.text, event.frames)) {
      const key = `${frame.path}:${frame.line}`;
      if (!frame.library && !found.has(key)) found.set(key, { frame, event });
    }
  }
  return [...found.values()];
}

async function askLocation(): Promise<Evidence | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Pin Evidence: Code Location',
    prompt: 'The file and line, relative to the workspace',
    placeHolder: 'src/app.py:12',
    validateInput: (value) =>
      value.trim() === '' ? 'Name a file, with its line if there is one.' : undefined,
  });
  return text === undefined ? undefined : { kind: 'code', text: inlineCode(text.trim()) };
}

async function askTest(): Promise<Evidence | undefined> {
  const name = await vscode.window.showInputBox({
    title: 'Pin Evidence: Test',
    prompt: 'The test, and whether it passed or failed. What the terminal printed last is pinned with it.',
    placeHolder: 'test_resume_session fails before the fix',
    validateInput: (value) => (value.trim() === '' ? 'Name the test.' : undefined),
  });
  if (name === undefined) return undefined;
  const run = await lastCommand().catch(() => undefined); // a test may have run elsewhere
  return testEvidence(name.trim(), run ? `$ ${run.command}\n${run.printed}` : '');
}

async function askFile(report: vscode.Uri): Promise<Evidence | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({ title: 'Pin Evidence: File', openLabel: 'Pin' })) ?? [];
  if (!file) return undefined;
  if (!vscode.workspace.getWorkspaceFolder(file))
    throw new UserError('A report can only link to files of its workspace. Copy the file there first.');
  return { kind: 'link', text: link(vscode.workspace.asRelativePath(file, false), relative(report, file)) };
}

async function askLink(): Promise<Evidence | undefined> {
  const url = await vscode.window.showInputBox({
    title: 'Pin Evidence: Link',
    prompt: 'The address of a dashboard, an issue, a build, a chat message',
    placeHolder: 'https://…',
    validateInput: (value) =>
      /^https?:\/\/\S+$/i.test(value.trim())
        ? undefined
        : 'A link starts with https:// or http:// and has no spaces.',
  });
  return url === undefined ? undefined : { kind: 'link', text: link(url.trim(), url.trim()) };
}

async function askNote(): Promise<Evidence | undefined> {
  const note = await vscode.window.showInputBox({
    title: 'Pin Evidence: Note',
    prompt: 'What you saw, ran or were told; Markdown may be used',
    validateInput: (value) => (value.trim() === '' ? 'Write what you saw.' : undefined),
  });
  return note === undefined ? undefined : { kind: 'note', text: note.trim() };
}
