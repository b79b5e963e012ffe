import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const EXTENSION = 'five-whys.five-whys';

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(EXTENSION);
  assert.ok(found, `${EXTENSION} is not installed`);
  return found;
}

export function folder(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'no folder is open');
  return uri;
}

export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

export async function write(path: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = file(path);
  await vscode.workspace.fs.writeFile(
    uri,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
  return uri;
}

export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Asks again until the answer is there; fails with the sentence after ten seconds. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export function lensTitles(lenses: readonly vscode.CodeLens[]): string[] {
  return lenses.map((lens) => lens.command?.title ?? '');
}

export function lensesOf(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 1000);
}
