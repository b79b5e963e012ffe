import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { RunCommand } from './evidence';

/**
 * The command that ran last in the active terminal, and what it printed. VS Code tells it by the clipboard alone, which
 * gets back what it held.
 * @throws UserError where the terminal does not tell its commands apart
 */
export async function lastCommand(): Promise<RunCommand> {
  const held = await vscode.env.clipboard.readText();
  try {
    const command = await copied('workbench.action.terminal.copyLastCommand');
    const printed = await copied('workbench.action.terminal.copyLastCommandOutput');
    if (command.trim()) return { command: command.trim(), printed: printed.trimEnd() };
  } finally {
    await vscode.env.clipboard.writeText(held);
  }
  throw new UserError(
    'The terminal does not know its last command. Run it once more in a terminal with shell integration, or pin a note.',
  );
}

/** What a command of the terminal copies; empty where there is none. */
async function copied(command: string): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand(command);
  return vscode.env.clipboard.readText();
}
