import * as vscode from 'vscode';
import type { FrameRef } from '../commands';
import { UserError } from '../errors';
import type { Frame } from '../frames/frame';
import { LOG_LANGUAGE } from './logDocuments';
import { folderName } from './pathMappings';
import { positionOf, type PlaceNow, type Places } from './places';
import type { TeamDecisions } from './teamDecisions';

/** Opens the file that a frame means, at its line now; asks where several fit, and remembers the answer. */
export async function openFrame(
  { frame, from = {} }: FrameRef,
  places: Places,
  decisions: TeamDecisions,
): Promise<void> {
  const chosen = (await places.sure(frame, from)) ?? (await choose({ frame, from }, places, decisions));
  if (!chosen) return;
  await showAt(chosen.uri, chosen.line, chosen.column);
  if (chosen.how !== 'same' && chosen.line !== undefined) {
    vscode.window.setStatusBarMessage(`$(git-compare) ${chosen.reason}`, 8000);
  }
}

/** Shows a file at a line and column, both from 1: beside a log or the page of a report, since code is read together with them. */
export async function showAt(
  uri: vscode.Uri,
  line: number | undefined,
  column: number | undefined,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = document.validatePosition(positionOf(line, column));
  const at = column === undefined ? firstCharacter(document, start.line) : start;
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: isReadBeside() ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
  });
}

async function choose(
  { frame, from = {} }: FrameRef,
  places: Places,
  decisions: TeamDecisions,
): Promise<PlaceNow | undefined> {
  const found = await places.of(frame, from);
  if (found.length === 0) throw await notHere({ frame, from }, places);
  const items = found.map((place) => ({ label: place.path, description: place.reason, place }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Which file is ${nameOf(frame)}?`,
    placeHolder: `${found.length} ${found.length === 1 ? 'file' : 'files'} of this workspace may be meant`,
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const { place } = picked;
  const now = await places.now(frame, place, from);
  const chosen = { frame: now.written, file: place.path, ...folderName(place.folder) };
  if (vscode.workspace.isTrusted) {
    const { choosePlace } = await import('../decisions/edit');
    await decisions.decide(choosePlace(chosen), `Remembered ${place.path} for ${now.written}`);
  }
  return now;
}

async function notHere({ frame, from = {} }: FrameRef, places: Places): Promise<UserError> {
  const deleted = await places.deleted(frame, from);
  if (!deleted) {
    return new UserError(
      `${frame.path} is not in this workspace. Open the folder of the service that wrote this log.`,
    );
  }
  return new UserError(`${deleted.path} was deleted since it was deployed.`, {
    wayOut: { title: 'Open as Deployed', command: 'fiveWhys.openAsDeployed', arguments: [{ frame, from }] },
  });
}

function nameOf({ path, line }: Frame): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** From a log and from a report the code opens beside it: both are needed, and a second frame goes to the same side. */
function isReadBeside(): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isPage = input instanceof vscode.TabInputCustom && input.viewType.startsWith('fiveWhys.');
  return isPage || vscode.window.activeTextEditor?.document.languageId === LOG_LANGUAGE;
}

function firstCharacter(document: vscode.TextDocument, line: number): vscode.Position {
  return new vscode.Position(line, document.lineAt(line).firstNonWhitespaceCharacterIndex);
}
