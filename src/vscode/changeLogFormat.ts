import * as vscode from 'vscode';
import { UserError } from '../errors';
import { FORMATS, type FileFormat } from '../sources/formats';
import type { LogSources } from './logSources';
import type { PulledLogs } from './pulledLogs';

/**
 * Says what a log file is where a look at its content guessed wrong, and reads it again. Asks which file, and as what.
 * @param label of the file
 * @param format of `FORMATS`, or `content` to tell it from the content again
 */
export async function changeLogFormat(
  { logs, sources }: { readonly logs: PulledLogs; readonly sources: LogSources },
  label: string | undefined,
  format: string | undefined,
): Promise<void> {
  const labels = sources.list().map((source) => source.label);
  if (labels.length === 0) throw new UserError('There is no log file to be read otherwise. Open one first.');
  const file = labels.includes(label ?? '') ? label : await pickFile(labels, logs);
  if (file === undefined) return;
  const given = format === FROM_CONTENT ? format : FORMATS.find(({ id }) => id === format)?.id;
  const answer = given ?? (await pickFormat(file, logs, sources.formatOf(file)));
  if (answer === undefined) return;
  await sources.setFormat(file, answer === FROM_CONTENT ? undefined : answer);
  await logs.pull();
}

const FROM_CONTENT = 'content';

/** What a file was read as, in words. */
export function formatName(format: string | undefined): string {
  return FORMATS.find(({ id }) => id === format)?.name ?? '';
}

async function pickFile(labels: readonly string[], logs: PulledLogs): Promise<string | undefined> {
  if (labels.length === 1) return labels[0];
  const items = labels.map((label) => ({ label, description: readAs(label, logs) }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Change Log Format',
    placeHolder: 'Which file was read wrongly?',
  });
  return picked?.label;
}

async function pickFormat(
  file: string,
  logs: PulledLogs,
  chosen: FileFormat | undefined,
): Promise<FileFormat | typeof FROM_CONTENT | undefined> {
  const now = readAs(file, logs);
  const items: (vscode.QuickPickItem & { readonly id: FileFormat | typeof FROM_CONTENT })[] = [
    {
      label: '$(search) Tell it from the content',
      description: chosen ? '' : 'now',
      id: FROM_CONTENT,
    },
    ...FORMATS.map(({ id, name }) => ({ label: name, description: name === now ? 'now' : '', id })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Change Log Format',
    placeHolder: `What is ${file}?`,
  });
  return picked?.id;
}

function readAs(label: string, { lastPull }: PulledLogs): string {
  return formatName(lastPull?.sources.find((source) => source.label === label)?.format);
}
