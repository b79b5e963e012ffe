import * as vscode from 'vscode';
import type { Deployment } from '../deployed/deployment';
import type { Frame } from '../frames/frame';
import type { LogEvent } from '../logs/event';
import { committedFile } from '../deployed/committed';
import { shortHash } from '../deployed/commits';
import { permalink } from '../deployed/permalink';
import { escapeText, inlineCode, link } from '../report/markdown';
import type { Evidence } from '../whys/analysis';
import { findGit, runGit } from './git';
import type { Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { Repositories } from './repositories';
import { withoutSecrets } from './withoutSecrets';

/** Some lines of a file of the workspace, as they stand now. Lines count from 1. */
export interface Code {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly snippet: string;
  /** Whether the editor shows what is not saved yet. */
  readonly isDirty: boolean;
}

/** What a report keeps of a log text or a snippet, in characters: enough to read, little enough to carry. */
const MOST_EXCERPT = 4000;

/**
 * An entry by its time and id, with the console's link where its source has one.
 * @param excerpt what of its text is pinned
 */
export function logEvidence(event: LogEvent, logs: PulledLogs, excerpt: string = event.text): Evidence {
  const [entry] = event.entries;
  const id = entry?.insertId;
  const console = entry && logs.loadedFrom?.source.link(entry);
  const parts = [
    event.timestamp || 'no time',
    ...(id ? [inlineCode(id)] : []),
    ...(console ? [`(${link('open', console)})`] : []),
  ];
  return { kind: 'log', text: parts.join(' '), excerpt: cut(excerpt) };
}

/** A command as it was typed, and what it printed. */
export function commandEvidence({ command, printed }: RunCommand): Evidence {
  return {
    kind: 'command',
    text: inlineCode(withoutSecrets(command)),
    ...(printed && { excerpt: cut(printed) }),
  };
}

/** What a test said. */
export function testEvidence(test: string, printed: string): Evidence {
  return { kind: 'test', text: escapeText(withoutSecrets(test)), ...(printed && { excerpt: cut(printed) }) };
}

/** Lines of a document that is neither a log nor a file, such as what was logged around an entry. */
export function quotedEvidence(name: string, lines: string): Evidence {
  return { kind: 'note', text: escapeText(withoutSecrets(name)), excerpt: cut(lines) };
}

/** A command that was run in a terminal. */
export interface RunCommand {
  readonly command: string;
  readonly printed: string;
}

/** A frame as the log has it: linked to its file where that is sure, at the commit that was deployed. */
export async function frameEvidence(
  report: vscode.Uri,
  frame: Frame,
  event: LogEvent,
  places: Places,
): Promise<Evidence> {
  const text = `${await frameLink(report, frame, event, places)}${event.commit ? ` at ${inlineCode(event.commit.slice(0, 7))}` : ''}`;
  return frame.source ? { kind: 'code', text, excerpt: cut(frame.source) } : { kind: 'code', text };
}

/** `path:line` as a link relative to the report, or as code where the file is not in this workspace. */
export async function frameLink(
  report: vscode.Uri,
  frame: Frame,
  from: Deployment,
  places: Places,
): Promise<string> {
  const suffix = frame.line === undefined ? '' : `:${frame.line}`;
  const sure = await places.sure(frame, from);
  if (!sure) return inlineCode(`${frame.path}${suffix}`);
  const fragment = frame.line === undefined ? '' : `#L${frame.line}`;
  return link(`${sure.place.path}${suffix}`, relative(report, sure.uri) + fragment);
}

/**
 * Lines of a file: linked to where they are now and, by their commit, to the forge where the remote is known and has it.
 * Lines that may be others in the commit say so, and are linked to no forge.
 */
export async function codeEvidence(
  report: vscode.Uri,
  code: Code,
  repositories: Repositories,
): Promise<Evidence> {
  const { firstLine, lastLine } = code;
  const several = lastLine > firstLine;
  const place = link(
    `${code.path}:${firstLine}${several ? `-${lastLine}` : ''}`,
    `${relative(report, code.uri)}#L${firstLine}${several ? `-L${lastLine}` : ''}`,
  );
  const commit = await commitWords(code, repositories);
  return { kind: 'code', text: commit ? `${place} at ${commit}` : place, excerpt: cut(code.snippet) };
}

async function commitWords(code: Code, repositories: Repositories): Promise<string | undefined> {
  const git = await findGit();
  const tracked = git && (await repositories.of(code.uri));
  if (!tracked) return undefined;
  const { repository, path } = tracked;
  const state = await committedFile((args) => runGit(git.git.path, repository.root, args), path);
  if (!state) return undefined;
  const short = inlineCode(shortHash(state.commit));
  if (state.isChanged || code.isDirty) return `${short} with changes that are not committed`;
  const address = state.remote && permalink(state.remote, { ...code, path, commit: state.commit });
  return address ? `${short} (${link('permalink', address)})` : short;
}

/** The lines that are selected in the visible text editors, files of the workspace alone. */
export function codeAtCursor(): Code[] {
  return vscode.window.visibleTextEditors.flatMap(({ document, selection }) =>
    vscode.workspace.getWorkspaceFolder(document.uri) ? codeIn(document, selection) : [],
  );
}

/** The whole lines that a selection touches; the line below it, where it ends before that line's first sign, is none. */
export function codeIn(document: vscode.TextDocument, { start, end }: vscode.Range): Code {
  const lastLine = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const lines = new vscode.Range(start.line, 0, lastLine, document.lineAt(lastLine).text.length);
  return {
    uri: document.uri,
    path: vscode.workspace.asRelativePath(document.uri, false),
    firstLine: start.line + 1,
    lastLine: lastLine + 1,
    snippet: document.getText(lines),
    isDirty: document.isDirty,
  };
}

/** The path from a report to a file, as a Markdown link wants it: with `/`, not yet encoded. */
export function relative(report: vscode.Uri, file: vscode.Uri): string {
  const from = report.path.split('/').slice(0, -1);
  const to = file.path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** What is pinned: no more than one reads, and without secrets. */
function cut(seen: string): string {
  const text = withoutSecrets(seen);
  return text.length > MOST_EXCERPT ? `${text.slice(0, MOST_EXCERPT)}\n…` : text;
}
