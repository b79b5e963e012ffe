import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { TextEdit } from '../report/textEdit';
import { workspaceEdit } from './documentEdits';

const queues = new WeakMap<vscode.TextDocument, ReportChanges>();

/** The changes of one document, whichever page asks for them: one after the other, each to the text that the one before it left. */
export class ReportChanges {
  private last: Promise<unknown> = Promise.resolve();

  static of(document: vscode.TextDocument): ReportChanges {
    const known = queues.get(document) ?? new ReportChanges(document);
    queues.set(document, known);
    return known;
  }

  private constructor(private readonly document: vscode.TextDocument) {}

  /** Settles when every change that was asked for so far is in the document, or was refused. */
  get done(): Promise<unknown> {
    return this.last;
  }

  /**
   * Tells whether the change made the text another.
   * @param editsNow called when its turn has come: the document tells of a change before the edit is said to be applied
   * @throws UserError where the editor refuses it
   */
  apply(editsNow: () => readonly TextEdit[]): Promise<boolean> {
    const next = this.last.then(() => this.write(editsNow()));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async write(edits: readonly TextEdit[]): Promise<boolean> {
    const { document } = this;
    if (edits.length === 0) return false;
    if (await vscode.workspace.applyEdit(workspaceEdit(document, edits))) return true;
    throw new UserError(
      `The change could not be written to ${vscode.workspace.asRelativePath(document.uri)}. Is it read-only?`,
    );
  }
}
