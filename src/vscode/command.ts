import * as vscode from 'vscode';
import type { Commands, PatternRef, ReportRef, Resource } from '../commands';
import { UserError, type WayOut } from '../errors';
import { output } from './output';

/** Registers a command; what goes wrong in it is shown here, once. */
export function register<Id extends keyof Commands>(
  id: Id,
  run: (...args: Commands[Id]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: Commands[Id]) => {
    try {
      return await run(...args);
    } catch (error) {
      report(error);
      return undefined;
    }
  });
}

/** A command with its arguments, for a lens or a tree item. */
export function commandFor<Id extends keyof Commands>(
  title: string,
  command: Id,
  ...args: Commands[Id]
): vscode.Command {
  return { title, command, arguments: args };
}

/** Runs a command with its arguments. */
export async function run({ command, arguments: args = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...(args as unknown[]));
}

/** The log gets all of it, the person one sentence; a cancelled command gets neither. */
export function report(error: unknown): void {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof Error && error.name === 'AbortError') return;
  output.error(error instanceof Error ? error : String(error));
  if (error instanceof UserError) {
    show(error.message, error.wayOut);
    return;
  }
  const sentence = error instanceof Error ? error.message : String(error);
  show(`Five Whys ran into an unexpected problem: ${sentence}`, SHOW_OUTPUT);
}

const SHOW_OUTPUT: WayOut = { title: 'Show Output', command: 'fiveWhys.showOutput' };

function show(sentence: string, wayOut: WayOut | undefined): void {
  const buttons = wayOut ? [wayOut.title] : [];
  void vscode.window.showErrorMessage(sentence, ...buttons).then((choice) => {
    if (choice && wayOut) return vscode.commands.executeCommand(wayOut.command, ...(wayOut.arguments ?? []));
    return undefined;
  });
}

/** The URI of whatever a menu, a lens or a test handed over. */
export function uriOf(resource: Resource | ReportRef): vscode.Uri {
  if (resource instanceof vscode.Uri) return resource;
  if (typeof resource === 'string') return vscode.Uri.parse(resource, true);
  if ('report' in resource) return vscode.Uri.parse(resource.report, true);
  return vscode.Uri.parse(resource.toString(), true);
}

export function isPatternRef(argument: unknown): argument is PatternRef {
  return typeof argument === 'object' && argument !== null && 'pattern' in argument;
}
