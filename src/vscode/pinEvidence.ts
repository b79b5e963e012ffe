import * as vscode from 'vscode';
import type { PatternRef, Resource } from '../commands';
import { UserError } from '../errors';
import type { LogEvent } from '../logs/event';
import type { Evidence } from '../whys/analysis';
import { isPatternRef } from './command';
import { codeEvidence, codeIn, commandEvidence, logEvidence, quotedEvidence } from './evidence';
import { lastCommand } from './lastCommand';
import { LOG_SCHEME, type LogDocuments } from './logDocuments';
import type { OpenWhy, OpenWhys } from './openWhys';
import type { EvidenceParts } from './pickEvidence';
import { readReport } from './readReport';

/** What pinning needs beside the evidence. */
export interface PinParts extends EvidenceParts {
  readonly documents: LogDocuments;
  readonly openWhys: OpenWhys;
}

/**
 * Pins to the open why: an entry that a lens or a tree names, else what is selected in the active editor, which is an entry
 * in a log and lines in a file.
 */
export async function pinEvidence(parts: PinParts, of: PatternRef | Resource | undefined): Promise<void> {
  const why = openWhy(parts);
  const pinned = isPatternRef(of)
    ? [logEvidence(eventOf(parts, of), parts.logs)]
    : await selectedEvidence(parts, why.document.uri);
  await pin(why, pinned);
}

/** Pins the last command of the terminal with what it printed. */
export async function pinTerminal(parts: PinParts): Promise<void> {
  const why = openWhy(parts);
  await pin(why, [commandEvidence(await lastCommand())]);
}

function openWhy({ openWhys }: PinParts): OpenWhy {
  const { latest } = openWhys;
  const whys = latest && readReport(latest.document).analysis.problems[latest.problem]?.whys;
  if (latest && whys?.some(({ label }) => label === latest.why)) return latest;
  throw new UserError('Evidence is pinned to a why. Open a report in the Five Whys editor and choose one.', {
    wayOut: { title: 'New Five Whys', command: 'fiveWhys.newReport' },
  });
}

async function pin(why: OpenWhy, pinned: readonly Evidence[]): Promise<void> {
  for (const evidence of pinned)
    await why.apply({ type: 'addEvidence', problem: why.problem, why: why.why, evidence });
  const name = vscode.workspace.asRelativePath(why.document.uri);
  vscode.window.setStatusBarMessage(`$(pinned) Pinned to Why ${why.why} of ${name}`, 4000);
}

async function selectedEvidence(parts: PinParts, report: vscode.Uri): Promise<Evidence[]> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserError('Put the cursor on a line of a log or of the code first.');
  const { document, selections } = editor;
  const pinned: Evidence[] = [];
  for (const selection of selections) {
    if (document.uri.scheme === LOG_SCHEME) pinned.push(...entriesIn(parts, document, selection));
    else if (vscode.workspace.getWorkspaceFolder(document.uri))
      pinned.push(await codeEvidence(report, codeIn(document, selection), parts.repositories));
    else if (!selection.isEmpty) pinned.push(quoted(document, selection));
  }
  if (pinned.length > 0) return pinned;
  throw new UserError(
    document.uri.scheme === LOG_SCHEME
      ? 'There is no log entry on this line. Put the cursor on one, or use the lens above it.'
      : 'Select what is to be pinned: this file is in no folder of the workspace that the report could link to.',
  );
}

/** The entries that a selection touches: each with the part that is selected, or whole where nothing is. */
function entriesIn(parts: PinParts, document: vscode.TextDocument, selection: vscode.Selection): Evidence[] {
  const touched =
    parts.documents
      .meaningOf(document)
      ?.events.map(({ event, firstLine, lastLine }) => ({
        event,
        lines: new vscode.Range(firstLine - 1, 0, lastLine - 1, document.lineAt(lastLine - 1).text.length),
      }))
      .filter(({ lines }) => lines.intersection(selection)) ?? [];
  return touched.map(({ event, lines }) => {
    const part = lines.intersection(selection);
    return part && !part.isEmpty
      ? logEvidence(event, parts.logs, document.getText(part))
      : logEvidence(event, parts.logs);
  });
}

function quoted(document: vscode.TextDocument, selection: vscode.Selection): Evidence {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  return quotedEvidence(name, document.getText(selection));
}

function eventOf({ logs, documents }: PinParts, ref: PatternRef): LogEvent {
  const found = documents.eventOf(ref) ?? logs.get(ref.pattern)?.newest[0];
  if (found) return found;
  throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
}
