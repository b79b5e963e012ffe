import * as vscode from 'vscode';
import type { FrameRef } from '../commands';
import { shortHash } from '../deployed/commits';
import type { FrameSpan } from '../logs/logDocument';
import { commandFor } from './command';
import { deploymentOf } from './frameRef';
import { placeWords, whyWords } from './placeWords';
import type { Places } from './places';

/**
 * Above each frame of a text: the file it means here, or that it means several or none. As many as were found when the signal
 * aborts.
 *
 * @param pattern the key of the pattern that has the frames, where it is one
 */
export async function frameLenses(
  frames: readonly FrameSpan[],
  places: Places,
  signal: AbortSignal,
  pattern?: string,
): Promise<vscode.CodeLens[]> {
  const lenses: vscode.CodeLens[] = [];
  try {
    for (const span of frames) {
      const command = await commandAt(span, places, signal, pattern);
      const range = new vscode.Range(span.line - 1, 0, span.line - 1, 0);
      if (command) lenses.push(new vscode.CodeLens(range, command));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return lenses;
}

async function commandAt(
  { frame, event }: FrameSpan,
  places: Places,
  signal: AbortSignal,
  pattern: string | undefined,
): Promise<vscode.Command | undefined> {
  const of: FrameRef = { frame, from: deploymentOf(event), ...(pattern !== undefined && { pattern }) };
  const sure = await places.sure(frame, event, signal);
  if (sure) {
    const title = `Open ${placeWords(frame, sure)}`;
    return { ...commandFor(title, 'fiveWhys.openFrame', of), tooltip: whyWords(sure) };
  }
  const found = await places.of(frame, event, signal);
  if (found.length === 1) return commandFor(`Open ${found[0]?.path}?`, 'fiveWhys.openFrame', of);
  if (found.length > 1) return commandFor(`${found.length} files match…`, 'fiveWhys.openFrame', of);
  const deleted = await places.deleted(frame, event, signal);
  if (deleted) {
    const title = `Deleted since ${shortHash(deleted.commit)}: Open as Deployed`;
    return commandFor(title, 'fiveWhys.openAsDeployed', of);
  }
  return frame.library ? undefined : { title: 'Not in this workspace', command: '' };
}
