import * as vscode from 'vscode';
import type { PatternRef, Resource } from '../commands';
import { UserError } from '../errors';
import { countText } from '../logs/countText';
import type { Pattern } from '../logs/pattern';
import { isPatternRef, uriOf } from './command';
import { patternKeyOf } from './logDocuments';
import type { PulledLogs } from './pulledLogs';

/** What a report is begun from: an error of the logs, a Markdown file, or a problem in the user's words. */
export type Origin =
  { readonly pattern: Pattern } | { readonly file: vscode.Uri } | { readonly title: string };

/**
 * The origin that a command was called on, or that of the log in the active editor; else the user is asked.
 * @returns undefined when the user changed their mind
 * @throws UserError when the pattern is not loaded
 */
export async function originOf(
  logs: PulledLogs,
  from: PatternRef | Resource | undefined,
): Promise<Origin | undefined> {
  if (isPatternRef(from)) return { pattern: loaded(logs, from.pattern) };
  if (from === undefined) {
    const active = vscode.window.activeTextEditor?.document.uri;
    const open = active && patternKeyOf(active);
    if (open !== undefined) return { pattern: loaded(logs, open) };
    return logs.patterns.length > 0 ? pickPattern(logs.patterns) : askTitle();
  }
  const uri = uriOf(from);
  const key = patternKeyOf(uri);
  return key === undefined ? { file: uri } : { pattern: loaded(logs, key) };
}

function loaded(logs: PulledLogs, key: string): Pattern {
  const pattern = logs.get(key);
  if (!pattern)
    throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
  return pattern;
}

async function pickPattern(patterns: readonly Pattern[]): Promise<Origin | undefined> {
  const items = patterns.map((pattern) => ({
    label: pattern.title,
    description: `${countText(pattern.count, pattern.isExact)} × · ${pattern.severity}`,
    pattern,
  }));
  const other = {
    label: '$(edit) Something else…',
    description: 'describe the problem yourself',
    pattern: undefined,
  };
  const picked = await vscode.window.showQuickPick([...items, other], {
    title: 'New Five Whys',
    placeHolder: 'Which error do you want to understand?',
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  return picked.pattern ? { pattern: picked.pattern } : askTitle();
}

async function askTitle(): Promise<Origin | undefined> {
  const title = await vscode.window.showInputBox({
    title: 'New Five Whys',
    prompt: 'What went wrong? One sentence about what was seen, not about its cause.',
    placeHolder: 'The thread list returns HTTP 500',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Say in a few words what went wrong.' : undefined),
  });
  return title === undefined ? undefined : { title: title.trim() };
}

/** In a few words, as the log, the file or the user has it. */
export function titleOf(origin: Origin): string {
  if ('pattern' in origin) return origin.pattern.title;
  return 'title' in origin
    ? origin.title
    : (origin.file.path.split('/').at(-1) ?? '').replace(/(\.whys)?\.md$/i, '');
}
