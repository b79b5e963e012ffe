import * as vscode from 'vscode';
import { hunksBetween, type Hunk } from '../frames/hunks';

/**
 * The lines of a file as the user sees them, unsaved changes included; none of a file that is gone, cannot be read, or is too
 * big to be source code.
 */
export async function linesOf(uri: vscode.Uri): Promise<readonly string[]> {
  const open = openDocument(uri);
  return open ? linesIn(open) : savedLines(uri);
}

/** What leads from a file as it is saved to what its editor shows; nothing where these are the same. */
export async function unsavedHunks(uri: vscode.Uri): Promise<readonly Hunk[]> {
  const open = openDocument(uri);
  if (!open?.isDirty) return [];
  const saved = await savedLines(uri);
  if (saved.length === 0) return [];
  const kept = buffers.get(open);
  if (kept?.version === open.version && kept.saved === saved) return kept.hunks;
  const hunks = hunksBetween(saved, linesIn(open));
  buffers.set(open, { version: open.version, saved, hunks });
  return hunks;
}

/** The document of a file that is open, in an editor or behind one. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const name = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === name);
}

interface Buffer {
  readonly version: number;
  readonly saved: readonly string[];
  readonly hunks: readonly Hunk[];
}

const buffers = new WeakMap<vscode.TextDocument, Buffer>();

const documents = new WeakMap<
  vscode.TextDocument,
  { readonly version: number; readonly lines: readonly string[] }
>();

function linesIn(document: vscode.TextDocument): readonly string[] {
  const kept = documents.get(document);
  if (kept?.version === document.version) return kept.lines;
  const lines = split(document.getText());
  documents.set(document, { version: document.version, lines });
  return lines;
}

/** Files are read once while they do not change: a log document asks for the same few many times. */
const contents = new Map<string, { readonly mtime: number; readonly lines: Promise<readonly string[]> }>();
const MOST_KEPT = 100;
const MOST_BYTES = 5_000_000;

async function savedLines(uri: vscode.Uri): Promise<readonly string[]> {
  const name = uri.toString();
  const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
  if (!stat || stat.size > MOST_BYTES) return [];
  const { mtime } = stat;
  const kept = contents.get(name);
  if (kept?.mtime === mtime) return kept.lines;
  const lines = Promise.resolve(vscode.workspace.fs.readFile(uri)).then(
    (bytes) => split(new TextDecoder().decode(bytes)),
    () => [],
  );
  if (contents.size >= MOST_KEPT) contents.clear();
  contents.set(name, { mtime, lines });
  return lines;
}

function split(text: string): string[] {
  return text.split(/\r?\n/);
}
