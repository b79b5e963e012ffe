import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { FramePosition, FrameRef, Resource } from '../commands';
import type { Deployment } from '../deployed/deployment';
import { UserError } from '../errors';
import type { FrameSpan } from '../logs/logDocument';
import { LOG_SCHEME, patternKeyOf, type LogDocuments } from './logDocuments';

/** What an event tells of the code that wrote it, as plain data. */
export function deploymentOf({ service, revision, commit }: Deployment): Deployment {
  return {
    ...(service !== undefined && { service }),
    ...(revision !== undefined && { revision }),
    ...(commit !== undefined && { commit }),
  };
}

/**
 * The frame that a command was called on: handed over, at a position of a log document, or at the cursor.
 * @throws UserError where there is none
 */
export function frameOf(
  of: FrameRef | FramePosition | Resource | undefined,
  documents: LogDocuments,
): FrameRef {
  if (typeof of === 'object' && 'frame' in of) return of;
  const at = typeof of === 'object' && 'document' in of ? positioned(of) : atCursor();
  const found = at && refAt(at.document, at.position, documents);
  if (found) return found;
  throw new UserError('There is no stack frame here. Put the cursor on one, in the log of an error.');
}

/** The frame at a position of a log document. */
function refAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  documents: LogDocuments,
): FrameRef | undefined {
  const pattern = patternKeyOf(document.uri);
  const frames = documents.meaningOf(document)?.frames ?? [];
  const onLine = frames.filter(({ line }) => line === position.line + 1);
  const span = onLine.find((candidate) => rangeOf(candidate).contains(position)) ?? onLine[0];
  if (pattern === undefined || !span) return undefined;
  return { frame: span.frame, from: deploymentOf(span.event), pattern };
}

/** Where a frame is written in its log document. */
export function rangeOf(span: FrameSpan): vscode.Range {
  return new vscode.Range(span.line - 1, span.startColumn, span.line - 1, span.endColumn);
}

/** A position as a command link may carry it: of what the log says nothing goes into the link. */
export function positionIn(document: vscode.TextDocument, position: vscode.Position): FramePosition {
  return { document: nameOf(document), line: position.line + 1, column: position.character + 1 };
}

interface At {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

function positioned({ document: name, line, column }: FramePosition): At | undefined {
  const document = vscode.workspace.textDocuments.find(
    (candidate) => candidate.uri.scheme === LOG_SCHEME && nameOf(candidate) === name,
  );
  return document && { document, position: new vscode.Position(line - 1, column - 1) };
}

function atCursor(): At | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { document: editor.document, position: editor.selection.active };
}

function nameOf(document: vscode.TextDocument): string {
  return createHash('sha256').update(document.uri.toString()).digest('hex').slice(0, 16);
}
