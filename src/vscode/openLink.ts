import * as vscode from 'vscode';
import { UserError } from '../errors';
import { positionOf } from './places';

/**
 * Opens a link of a report: a web address in the browser, a path relative to the report in the editor, at the line of
 * a fragment such as `#L557`. Reports are hostile input: no other scheme is followed.
 */
export async function openLink(href: string, report: vscode.Uri): Promise<void> {
  if (/^https?:\/\//i.test(href)) {
    await vscode.env.openExternal(vscode.Uri.parse(href, true));
    return;
  }
  const [path = '', fragment = ''] = href.split('#');
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path === '')
    throw new UserError(`The link ${href} is not one to follow.`);
  const uri = vscode.Uri.joinPath(report, '..', decode(path));
  if (!vscode.workspace.getWorkspaceFolder(uri)) throw new UserError(`${href} leads out of this workspace.`);
  const line = Number(/^L(\d+)/.exec(fragment)?.[1] ?? 1);
  try {
    const at = positionOf(line);
    await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(at, at),
      viewColumn: vscode.ViewColumn.Beside,
    });
  } catch (cause) {
    throw new UserError(`${decode(path)} cannot be opened: is it still there, and a text file?`, { cause });
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is a character of the name
  }
}
