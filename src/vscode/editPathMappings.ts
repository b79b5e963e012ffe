import * as vscode from 'vscode';
import { FILE, type MappingRule } from '../decisions/decisions';
import { addMappings, offsetOf } from '../decisions/edit';
import { UserError } from '../errors';
import type { PathMapping } from '../frames/locate';
import { counted } from '../logs/countText';
import { folderName, type PathMappings } from './pathMappings';
import type { TeamDecisions } from './teamDecisions';

/**
 * Opens the team's file where the mappings of paths stand. Where some were learned from the logs, these are shown first: what is
 * picked of them is written into the file, to be edited there.
 * @param member what else of the file is to be shown
 * @throws UserError where no folder is open
 */
export async function editPathMappings(
  mappings: PathMappings,
  decisions: TeamDecisions,
  member: 'mappings' | 'revisions' = 'mappings',
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    throw new UserError(`Path mappings stand in ${FILE} of a folder. Open the folder of the service first.`, {
      wayOut: { title: 'Open Folder', command: 'vscode.openFolder' },
    });
  }
  await decisions.load();
  const added = member === 'mappings' ? await askLearned(mappings, decisions) : [];
  if (!added) return;
  const uri = vscode.Uri.joinPath(folder.uri, FILE);
  const isMissing = !(await textIn(uri));
  if (added.length > 0 || isMissing) {
    const what = added.length > 0 ? `Wrote down ${counted(added.length, 'path mapping')}` : `Began ${FILE}`;
    await decisions.decide(addMappings(added), what);
  }
  const editor = await vscode.window.showTextDocument(uri);
  const { document } = editor;
  // A document that was open may not have followed the file yet.
  if (!document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  const at = document.positionAt(offsetOf(document.getText(), member) ?? 0);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

interface Choice extends vscode.QuickPickItem {
  readonly mapping?: PathMapping;
}

/** Those of the learned mappings that are to be written down; undefined where the user changed their mind. */
async function askLearned(
  mappings: PathMappings,
  decisions: TeamDecisions,
): Promise<MappingRule[] | undefined> {
  const written = new Set(decisions.current.mappings.map(({ from }) => from));
  const choices: Choice[] = [];
  for (const [service, learned] of await mappings.learnedByService()) {
    const left = learned.filter(({ from }) => !written.has(from));
    if (left.length === 0) continue;
    choices.push({ label: service || 'No service named', kind: vscode.QuickPickItemKind.Separator });
    choices.push(...left.map(choiceOf));
  }
  if (choices.length === 0) return [];
  const picked = await vscode.window.showQuickPick(choices, {
    title: 'Edit Path Mappings',
    placeHolder: `Learned from the logs, and used. Pick those to be written into ${FILE}, to edit them there`,
    canPickMany: true,
  });
  return picked?.flatMap(({ mapping }) => (mapping ? [ruleOf(mapping)] : []));
}

/** A mapping as the team's file has it. */
function ruleOf({ from, to, folder }: PathMapping): MappingRule {
  return { from, to, ...(folder !== undefined && folderName(folder)) };
}

function choiceOf(mapping: PathMapping): Choice {
  return {
    label: `${mapping.from} → ${mapping.to || 'the workspace folder'}`,
    description: `from ${counted(mapping.learnedFrom ?? 0, 'file')}`,
    mapping,
  };
}

async function textIn(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
