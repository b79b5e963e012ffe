import * as vscode from 'vscode';
import type { Frame } from '../frames/frame';
import { locate } from '../frames/locate';
import { movedLine } from '../frames/moved';
import type { Place } from '../frames/place';
import type { WorkspaceIndex } from './workspaceIndex';

/** A place with the line where the frame's code stands now. */
export interface PlaceNow {
  readonly place: Place;
  readonly uri: vscode.Uri;
  /** Counted from 1; undefined for a frame without a line. */
  readonly line: number | undefined;
  /** `unknown`: the line is the one that the trace names, and the file may have changed since. */
  readonly how: 'same' | 'moved' | 'unknown';
  readonly reason: string;
}

/** Where frames are in this workspace. */
export class Places {
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly index: WorkspaceIndex) {
    this.onDidChange = index.onDidChange;
  }

  /** Every file that a frame may mean, best first; empty when it is not in this workspace. */
  async of(frame: Frame): Promise<Place[]> {
    return locate(frame, await this.index.get());
  }

  /** The one file that a frame surely means, at the line where its code is now. */
  async sure(frame: Frame): Promise<PlaceNow | undefined> {
    const [best, second] = await this.of(frame);
    if (!best || best.confidence !== 'sure' || second?.confidence === 'sure') return undefined;
    return this.now(frame, best);
  }

  async now(frame: Frame, place: Place): Promise<PlaceNow> {
    const uri = vscode.Uri.joinPath(vscode.Uri.parse(place.folder), place.path);
    if (frame.line === undefined)
      return { place, uri, line: undefined, how: 'unknown', reason: place.reason };
    const moved = movedLine(frame, await linesOf(uri));
    return { place, uri, line: moved.line, how: moved.how, reason: moved.reason };
  }
}

/** Where a line of a file stands for the editor: from 1 as traces count, kept inside the document when it is shown. */
export function positionOf(line: number | undefined, column?: number): vscode.Position {
  return new vscode.Position(Math.max(0, (line ?? 1) - 1), Math.max(0, (column ?? 1) - 1));
}

/** The lines of a file as the user sees it, unsaved changes included. */
async function linesOf(uri: vscode.Uri): Promise<string[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open ? open.getText() : await read(uri);
  return text.split(/\r?\n/);
}

/** Files are read once while they do not change: a log document asks for the same few many times. */
const contents = new Map<string, { readonly mtime: number; readonly text: Promise<string> }>();
const CONTENTS_KEPT = 100;

async function read(uri: vscode.Uri): Promise<string> {
  const key = uri.toString();
  const { mtime, size } = await vscode.workspace.fs.stat(uri);
  const kept = contents.get(key);
  if (kept?.mtime === mtime) return kept.text;
  if (size > 5_000_000) return ''; // no source file: its lines are not looked at
  const text = Promise.resolve(vscode.workspace.fs.readFile(uri)).then((bytes) =>
    new TextDecoder().decode(bytes),
  );
  if (contents.size >= CONTENTS_KEPT) contents.clear();
  contents.set(key, { mtime, text });
  return text;
}
