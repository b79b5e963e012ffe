import * as vscode from 'vscode';
import { UserError } from '../errors';
import { counted } from '../logs/countText';
import type { CloudAround } from './cloudAround';
import type { PullCache } from './cloudCache';
import type { CloudQueries } from './cloudQueries';
import type { NamedSource } from './cloudSources';
import type { CloudTail } from './cloudTail';
import { register } from './command';
import type { LogSources } from './logSources';
import type { PulledLogs } from './pulledLogs';

export interface CloudParts {
  readonly logs: PulledLogs;
  readonly sources: LogSources;
  readonly tail: CloudTail;
  readonly queries: CloudQueries;
  readonly around: CloudAround;
  readonly cache: PullCache;
}

/** The commands of Google Cloud sources. */
export function registerCloudCommands(parts: CloudParts): vscode.Disposable {
  const { logs, sources, tail, queries, around, cache } = parts;
  return vscode.Disposable.from(
    register('fiveWhys.chooseSource', (name) => chooseSource(parts, name)),
    register('fiveWhys.cloud.connect', async (name, answers) => {
      const { connect } = await import('./cloudConnect');
      const saved = await connect(sources.cloud, name, answers);
      if (saved !== undefined) await chooseSource(parts, saved);
    }),
    register('fiveWhys.cloud.pullAnew', () => logs.pull('anew')),
    register('fiveWhys.cloud.loadOlder', () => {
      if (!logs.loadedFrom)
        throw new UserError('Pull a Google Cloud source first. Log files are read whole.');
      return logs.pull('older');
    }),
    register('fiveWhys.cloud.startTail', async () => {
      await vscode.commands.executeCommand('fiveWhys.patterns.focus'); // it ends with the view, and says there how it goes
      tail.start();
    }),
    register('fiveWhys.cloud.stopTail', () => tail.stop()),
    register('fiveWhys.cloud.editFilter', (name) => queries.edit(namedOr(sources, name))),
    register('fiveWhys.cloud.resetFilter', (name) => queries.reset(namedOr(sources, name))),
    register('fiveWhys.cloud.openExplorer', (name) => openExplorer(logs, namedOr(sources, name))),
    register('fiveWhys.cloud.showAround', (entry, kind) =>
      around.ask(entry, typeof kind === 'string' ? kind : undefined),
    ),
    register('fiveWhys.cloud.openAround', (query) => around.open(query)),
    register('fiveWhys.cloud.clearCache', async () => {
      await cache.clear();
      vscode.window.setStatusBarMessage(
        '$(check) The pulls that were kept in this workspace are deleted',
        3000,
      );
    }),
    register('fiveWhys.cloud.runInTerminal', (commandLine) => {
      const terminal = vscode.window.createTerminal('Google Cloud');
      terminal.show();
      terminal.sendText(commandLine, false); // the user reads it, and presses Enter
    }),
    register('fiveWhys.cloud.copyText', async (text) => {
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage('$(check) Copied', 3000);
    }),
  );
}

/** Makes a source current, and shows what it was like at its last pull, or pulls it. */
async function chooseSource(parts: CloudParts, given: string | undefined): Promise<void> {
  const { logs, sources, tail } = parts;
  const name = given ?? (await askSource(parts));
  if (name === undefined) return;
  if (name !== FILES && !sources.cloud.get(name)) {
    throw new UserError(`There is no source "${name}" in the settings.`, {
      wayOut: { title: 'Connect…', command: 'fiveWhys.cloud.connect', arguments: [name] },
    });
  }
  tail.stop();
  logs.unload();
  await sources.choose(name === FILES ? undefined : name);
  await vscode.commands.executeCommand('fiveWhys.patterns.focus');
  if (!(await logs.restore()) && (name !== FILES || sources.list().length > 0)) await logs.pull();
}

/** Stands for log files among the names of sources. */
const FILES = '';

async function askSource({ sources, logs }: CloudParts): Promise<string | undefined> {
  const current = logs.current?.saved.name ?? FILES;
  const now = (name: string) => (name === current ? '$(check) ' : '');
  const items = [
    ...sources.cloud.all.map(({ saved }) => ({
      label: `${now(saved.name)}${saved.name}`,
      description: [saved.project, saved.services?.join(', '), saved.range].filter(Boolean).join(' · '),
      name: saved.name,
    })),
    {
      label: `${now(FILES)}Log files`,
      description: counted(sources.list().length, 'file'),
      name: FILES,
    },
    { label: '$(add) Connect to Google Cloud Logging…', description: '', name: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Choose Log Source' });
  if (picked && picked.name === undefined) await vscode.commands.executeCommand('fiveWhys.cloud.connect');
  return picked?.name;
}

/** Handed over as text: the editor's own form of an address would encode its parentheses anew. */
async function openExplorer(logs: PulledLogs, { saved, source }: NamedSource): Promise<void> {
  if (!saved.project) await source.whoAmI(AbortSignal.timeout(20_000));
  const link = source.explorer(logs.queryOf({ saved, source }));
  if (link) await vscode.commands.executeCommand('vscode.open', link);
}

function namedOr(sources: LogSources, name: string | undefined): NamedSource {
  const named = name === undefined ? sources.current : sources.cloud.get(name);
  if (named) return named;
  throw new UserError('There is no Google Cloud source. Connect to one first.', {
    wayOut: { title: 'Connect…', command: 'fiveWhys.cloud.connect' },
  });
}
