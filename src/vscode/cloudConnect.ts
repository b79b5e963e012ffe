import * as vscode from 'vscode';
import type { ConnectAnswers } from '../commands';
import { UserError } from '../errors';
import { counted, countText } from '../logs/countText';
import type { Severity } from '../logs/entry';
import { CloudFailure } from '../sources/googleCloud/cloudFailure';
import type { CloudSource, WhoAmI } from '../sources/googleCloud/cloudSource';
import { lazySource } from '../sources/googleCloud/lazySource';
import type { Survey } from '../sources/googleCloud/survey';
import { DEFAULT_RANGE, readRange, type SavedSource } from '../sources/savedSource';
import type { CloudSources, SaveTarget } from './cloudSources';
import { output } from './output';
import { setting } from './settings';

/**
 * Makes a source, or changes the one of that name: finds out who asks and which project, looks at what its recent logs
 * come from, lets the user choose, and tries the query with one page before it is saved. Undefined when it is given up.
 *
 * @throws CloudFailure, with the way out
 */
export async function connect(
  sources: CloudSources,
  named: string | undefined,
  answers: ConnectAnswers | undefined,
): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    throw new UserError('Google Cloud is not asked from a workspace that you have not trusted.', {
      wayOut: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
    });
  }
  const name = named ?? (await askName());
  if (!name) return undefined;
  const before = { ...sources.get(name)?.saved, name };
  if (answers) {
    const { target, ...given } = answers;
    await sources.save(await tried({ ...before, ...given }), target);
    return name;
  }
  const found = await asked(before);
  const target = found && (await askTarget(sources, name));
  if (!target) return undefined;
  await sources.save(found, target);
  return name;
}

/** One step after the other; each is left with Escape. */
async function asked(before: SavedSource): Promise<SavedSource | undefined> {
  const signedIn = await signIn(before);
  if (!signedIn) return undefined;
  const scope = await askScope(signedIn);
  const severity = scope && (await askSeverity(scope));
  const range = severity && (await askRange(severity));
  return range && askFilter(range);
}

function askName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Connect to Google Cloud Logging (1 of 6)',
    prompt: 'A name for what you connect to, such as staging. It is written into reports.',
    value: 'staging',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w][\w .-]{0,49}$/.test(text.trim()) ? undefined : 'Letters, digits, spaces, . and -',
  });
}

/** With the project, and credentials that a token could be made of. */
async function signIn(source: SavedSource): Promise<SavedSource | undefined> {
  try {
    const who = await asking(source, 'Signing in', (cloud, signal) => cloud.whoAmI(signal));
    return await withProject(source, who);
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    if (error.kind === 'noProject') return withProject(source, undefined);
    const keyFile = await askKeyFile(error);
    return keyFile === undefined ? undefined : signIn({ ...source, keyFile });
  }
}

async function withProject(source: SavedSource, who: WhoAmI | undefined): Promise<SavedSource | undefined> {
  const project = await askProject(who);
  return project ? { ...source, project: project.trim() } : undefined;
}

/** A key file where the user has one; undefined where another way out was taken, or none. */
async function askKeyFile(failure: CloudFailure): Promise<string | undefined> {
  const choose = 'Use a Key File…';
  const items = [failure.wayOut?.title, choose].filter((title) => title !== undefined);
  const picked = await vscode.window.showWarningMessage(failure.message, ...items);
  if (picked === undefined) return undefined;
  if (picked !== choose) {
    const { command, arguments: given = [] } = failure.wayOut ?? {};
    if (command) await vscode.commands.executeCommand(command, ...given);
    return undefined;
  }
  const files = await vscode.window.showOpenDialog({
    title: choose,
    filters: { 'Credential File': ['json'] },
  });
  return files?.[0]?.fsPath;
}

function askProject(who: WhoAmI | undefined): Thenable<string | undefined> {
  const account = who && `Signed in as ${who.account ?? 'you'} (${who.credentialsFrom}). `;
  const from = who ? `Found in ${who.projectFrom}.` : 'Nobody says which project is meant.';
  return vscode.window.showInputBox({
    title: 'Connect to Google Cloud Logging (2 of 6)',
    prompt: `The project whose logs are read. ${account ?? ''}${from}`,
    placeHolder: 'my-project-id',
    value: who?.project ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[a-z][a-z0-9.:-]{4,90}$/.test(text.trim()) ? undefined : 'A project id such as my-project-123',
  });
}

async function askScope(source: SavedSource): Promise<SavedSource | undefined> {
  const survey = await asking(source, 'Looking at recent logs', (cloud, signal) => cloud.survey(signal));
  const items = itemsOf(survey, source);
  if (items.length === 0) return source; // nothing was logged: there is nothing to choose from
  const picked = await vscode.window.showQuickPick(items, {
    title: `Connect to Google Cloud Logging (3 of 6): services seen in ${countText(survey.entryCount)} recent entries`,
    placeHolder: 'Choose services, or none for all of them',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const services = [...new Set(picked.map(({ label }) => label))];
  const resourceTypes = [...new Set(picked.map(({ resourceType }) => resourceType))];
  return { ...source, services, resourceTypes };
}

interface ServiceItem extends vscode.QuickPickItem {
  readonly resourceType: string;
}

function itemsOf({ services }: Survey, { services: chosen = [] }: SavedSource): ServiceItem[] {
  return services.map(({ name, resourceType, count }) => ({
    label: name,
    description: `${resourceType} · ${counted(count, 'entry', 'entries')}`,
    resourceType,
    picked: chosen.includes(name),
  }));
}

async function askSeverity(source: SavedSource): Promise<SavedSource | undefined> {
  const chosen = source.severity ?? setting('minimumSeverity');
  const about: readonly (readonly [Severity, string])[] = [
    ['ERROR', 'Errors, whatever their severity says: stacks, HTTP 500 and levels in JSON count'],
    ['WARNING', 'Warnings too'],
    ['CRITICAL', 'What is critical alone'],
    ['INFO', 'Nearly everything: many calls'],
  ];
  const items = about.map(([label, detail]) => ({
    label,
    detail,
    description: label === chosen ? 'now' : '',
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Connect to Google Cloud Logging (4 of 6): from which severity on',
    ignoreFocusOut: true,
  });
  const severity = about.find(([name]) => name === picked?.label)?.[0];
  return severity && { ...source, severity };
}

async function askRange(source: SavedSource): Promise<SavedSource | undefined> {
  const range = await vscode.window.showInputBox({
    title: 'Connect to Google Cloud Logging (5 of 6)',
    prompt: 'How far back a pull goes: minutes, hours or days, such as 90m, 24h or 7d',
    value: source.range ?? DEFAULT_RANGE,
    ignoreFocusOut: true,
    validateInput: (text) => (readRange(text) === undefined ? 'Such as 90m, 24h or 7d' : undefined),
  });
  return range === undefined ? undefined : { ...source, range: range.trim() };
}

/** Asks again, with what the service says, until it takes the filter. */
async function askFilter(source: SavedSource): Promise<SavedSource | undefined> {
  let refused = '';
  let value = source.extraFilter ?? '';
  for (;;) {
    const extraFilter = await vscode.window.showInputBox({
      title: 'Connect to Google Cloud Logging (6 of 6)',
      prompt:
        refused ||
        'What else must hold, in the Logging query language; empty for nothing. One page is read to try it.',
      placeHolder: 'jsonPayload.tenant="acme"',
      value,
      ignoreFocusOut: true,
    });
    if (extraFilter === undefined) return undefined;
    try {
      return await tried({ ...source, extraFilter: extraFilter.trim() });
    } catch (error) {
      if (!(error instanceof CloudFailure) || error.kind !== 'filter') throw error;
      refused = error.message;
      value = extraFilter;
    }
  }
}

/** Asks for one page, and gives the source back with the project that was found. @throws CloudFailure */
async function tried(source: SavedSource): Promise<SavedSource> {
  const found = await asking(source, 'Reading one page', async (cloud, signal) => {
    const from = new Date(Date.now() - (readRange(source.range ?? DEFAULT_RANGE) ?? 0)).toISOString();
    const query = {
      minimumSeverity: source.severity ?? setting('minimumSeverity'),
      from,
      ...(source.filter !== undefined && { filter: source.filter }),
    };
    const who = await cloud.whoAmI(signal);
    const estimate = await cloud.estimate(query, { signal, progress: () => undefined });
    return { who, estimate };
  });
  const { who, estimate } = found;
  const count = `${estimate.isExact ? '' : 'about '}${counted(estimate.entryCount, 'entry', 'entries')}`;
  output.info(
    `${source.name}: project ${who.project} (from ${who.projectFrom}), asked as ${who.account ?? 'you'} (${who.credentialsFrom}); ${count} in ${source.range ?? DEFAULT_RANGE}`,
  );
  vscode.window.setStatusBarMessage(`$(check) ${source.name}: ${count}`, 5_000);
  return { ...source, project: who.project };
}

async function askTarget(sources: CloudSources, name: string): Promise<SaveTarget | undefined> {
  if (sources.get(name)) return sources.targetOf(name);
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return 'user';
  const items: (vscode.QuickPickItem & { readonly target: SaveTarget })[] = [
    { label: 'For me', detail: 'In my user settings, for every workspace', target: 'user' },
    {
      label: 'For this workspace',
      detail: 'In the settings of the workspace, which may be shared with the team. It holds nothing secret.',
      target: 'workspace',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: `Save “${name}”`, ignoreFocusOut: true });
  return picked?.target;
}

/** One question to a source of its own, with progress and a way to cancel it. */
async function asking<T>(
  saved: SavedSource,
  title: string,
  question: (source: CloudSource, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const source = lazySource(saved);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      try {
        return await question(source, abort.signal);
      } catch (error) {
        throw abort.signal.aborted ? new vscode.CancellationError() : error;
      }
    });
  } finally {
    await source.close();
  }
}
