import * as vscode from 'vscode';
import type { Deployment } from '../deployed/deployment';
import type { Frame } from '../frames/frame';
import type { LogEvent } from '../logs/event';
import { readRules } from '../redact/ownRules';
import { redact } from '../redact/redact';
import { inlineCode, link } from '../report/markdown';
import type { Evidence } from '../whys/analysis';
import { findGit } from './git';
import type { Places } from './places';
import { setting } from './settings';

/** Some lines of a file of the workspace, as they stand now. Lines count from 1. */
export interface Code {
  readonly uri: vscode.Uri;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly firstLine: number;
  readonly snippet: string;
}

/** What a report keeps of a log text or a snippet, in characters: enough to read, little enough to carry. */
const MOST_EXCERPT = 4000;

export function logEvidence(event: LogEvent): Evidence {
  const id = event.entries[0]?.insertId;
  const text = [event.timestamp || 'no time', ...(id ? [inlineCode(id)] : [])].join(' ');
  return { kind: 'log', text, excerpt: cut(event.text) };
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

export async function codeEvidence(report: vscode.Uri, code: Code): Promise<Evidence> {
  const git = await findGit();
  const commit = git?.getRepository(code.uri)?.state.HEAD?.commit?.slice(0, 7);
  const place = link(`${code.path}:${code.firstLine}`, `${relative(report, code.uri)}#L${code.firstLine}`);
  return {
    kind: 'code',
    text: commit ? `${place} at ${inlineCode(commit)}` : place,
    excerpt: cut(code.snippet),
  };
}

/** The lines that are selected in the visible text editors, files of the workspace alone. */
export function codeAtCursor(): Code[] {
  return vscode.window.visibleTextEditors.flatMap(({ document, selection }) => {
    if (!vscode.workspace.getWorkspaceFolder(document.uri)) return [];
    const lines = document.getText(
      new vscode.Range(
        selection.start.line,
        0,
        selection.end.line,
        document.lineAt(selection.end.line).text.length,
      ),
    );
    return {
      uri: document.uri,
      path: vscode.workspace.asRelativePath(document.uri, false),
      firstLine: selection.start.line + 1,
      snippet: lines,
    };
  });
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
  const { text } = redact(seen, readRules(setting('redaction.rules')).rules);
  return text.length > MOST_EXCERPT ? `${text.slice(0, MOST_EXCERPT)}\n…` : text;
}
