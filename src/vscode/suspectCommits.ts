import * as vscode from 'vscode';
import type { FrameRef, PatternRef } from '../commands';
import { ageOf, shortHash, type Commit } from '../deployed/commits';
import { deployedCommit } from '../deployed/deployedCommit';
import type { Repository } from '../deployed/repository';
import { firstRevision, revisionsBefore } from '../deployed/suspects';
import { UserError } from '../errors';
import { thrownAt } from '../frames/thrownAt';
import type { Pattern } from '../logs/pattern';
import { deployedUri, nothingUri } from './deployedDocuments';
import { deploymentOf } from './frameRef';
import { signalOf } from './git';
import type { DeployedFile, Places } from './places';
import type { PulledLogs } from './pulledLogs';
import type { TeamDecisions } from './teamDecisions';

interface Parts {
  readonly logs: PulledLogs;
  readonly places: Places;
  readonly decisions: TeamDecisions;
}

/** Of a pattern's frames, those nearest to where the error was thrown. */
const MOST_FRAMES = 5;

/**
 * Shows the commits that touched the lines of an error's frames after the last revision that did not have it, up to the first one
 * that has; the one that is picked opens as a diff.
 * @throws UserError where the commits of the two revisions are not known
 */
export async function showSuspectCommits(parts: Parts, of: FrameRef | PatternRef): Promise<void> {
  const pattern = of.pattern === undefined ? undefined : parts.logs.get(of.pattern);
  if (!pattern)
    throw new UserError('This error is not in the logs that are loaded now. Pull the logs again.');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Looking for suspect commits',
    cancellable: true,
  };
  const frames = 'frame' in of ? [of] : framesOf(pattern);
  const found = await vscode.window.withProgress(options, (_, token) =>
    suspectsOf(parts, pattern, frames, signalOf(token)),
  );
  const picked = await vscode.window.showQuickPick(found.suspects.map(itemOf), {
    title: 'Suspect Commits',
    placeHolder: found.range,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked) await showCommit(picked.suspect, found.repository);
}

/** A commit, and what it touched of an error's frames. */
export interface Suspect {
  readonly commit: Commit;
  readonly touched: readonly string[];
}

interface Suspects {
  readonly suspects: readonly Suspect[];
  readonly repository: Repository;
  /** Between which revisions, in words. */
  readonly range: string;
}

/** @throws UserError where the range is not known or nothing in it touched the frames' files */
async function suspectsOf(
  parts: Parts,
  pattern: Pattern,
  frames: readonly FrameRef[],
  signal: AbortSignal,
): Promise<Suspects> {
  const files = await filesOf(parts.places, frames, signal);
  const [file] = files;
  if (!file) throw new UserError('No frame of this error is known as a file of a deployed commit.');
  const range = await rangeOf(parts, pattern, file, signal);
  const own = files.filter(({ repository }) => repository === file.repository);
  const lines = await touching(own, range, true, signal);
  const suspects = lines.length > 0 ? lines : await touching(own, range, false, signal);
  const words = `after ${range.beforeName} (${shortHash(range.before)}), up to ${range.firstName} (${shortHash(range.first)})`;
  if (suspects.length === 0) {
    throw new UserError(`No commit ${words} touched the files of this error's frames.`);
  }
  const what = lines.length > 0 ? "the frames' lines" : "the frames' files, and none their lines";
  return { suspects, repository: file.repository, range: `Touched ${what} ${words}` };
}

function framesOf(pattern: Pattern): FrameRef[] {
  const event = firstRevision(pattern)?.sample ?? pattern.newest[0];
  if (!event) return [];
  return thrownAt(event.text, event.frames)
    .filter(({ library }) => !library)
    .slice(0, MOST_FRAMES)
    .map((frame) => ({ frame, from: deploymentOf(event), pattern: pattern.key }));
}

async function filesOf(
  places: Places,
  frames: readonly FrameRef[],
  signal: AbortSignal,
): Promise<DeployedFile[]> {
  const files = await Promise.all(
    frames.map(({ frame, from = {} }) => places.asDeployed(frame, from, signal)),
  );
  return files.filter((file) => file !== undefined);
}

interface Range {
  readonly before: string;
  readonly beforeName: string;
  readonly first: string;
  readonly firstName: string;
}

/** @throws UserError where one of the two commits is unknown */
async function rangeOf(
  { logs, decisions }: Parts,
  pattern: Pattern,
  file: DeployedFile,
  signal: AbortSignal,
): Promise<Range> {
  const commitOf = async (name: string, commit: string | undefined): Promise<string | undefined> => {
    const deployment = { revision: name, ...(commit !== undefined && { commit }) };
    return (await deployedCommit(deployment, decisions.current.revisions, file.repository, signal)).commit;
  };
  const first = firstRevision(pattern);
  const firstCommit = first && (await commitOf(first.name, first.commit));
  for (const { name, commit } of firstCommit === undefined ? [] : revisionsBefore(pattern, logs.patterns)) {
    const before = await commitOf(name, commit);
    if (before !== undefined && first && firstCommit !== undefined && before !== firstCommit) {
      return { before, beforeName: name, first: firstCommit, firstName: first.name };
    }
  }
  throw new UserError(
    'No earlier revision without this error is known with its commit. Pull logs that reach further back, or name commits under "revisions".',
    {
      wayOut: {
        title: 'Open five-whys.json',
        command: 'fiveWhys.editPathMappings',
        arguments: ['revisions'],
      },
    },
  );
}

/** The commits of a range that touched the files, or a line of each, newest first. */
async function touching(
  files: readonly DeployedFile[],
  { before, first }: Range,
  isByLine: boolean,
  signal: AbortSignal,
): Promise<Suspect[]> {
  const suspects = new Map<string, { commit: Commit; touched: string[] }>();
  for (const { repository, path, line } of files) {
    if (isByLine && line === undefined) continue;
    const at = isByLine ? line : undefined;
    const commits = await repository
      .commitsBetween(before, first, path, at, signal)
      .catch((error: unknown) => {
        if (signal.aborted) throw error;
        return []; // the file, or the line, was not there yet
      });
    const what = at === undefined ? path : `${path}:${at}`;
    for (const commit of commits) {
      const known = suspects.get(commit.hash);
      if (!known) suspects.set(commit.hash, { commit, touched: [what] });
      else if (!known.touched.includes(what)) known.touched.push(what);
    }
  }
  return [...suspects.values()].sort((a, b) => b.commit.timeMs - a.commit.timeMs);
}

function itemOf(suspect: Suspect): vscode.QuickPickItem & { readonly suspect: Suspect } {
  const { commit, touched } = suspect;
  return {
    label: commit.subject || shortHash(commit.hash),
    description: `${shortHash(commit.hash)} · ${ageOf(commit.timeMs, Date.now())}`,
    detail: `Touched ${touched.join(', ')}`,
    suspect,
  };
}

async function showCommit({ commit }: Suspect, repository: Repository): Promise<void> {
  const parent = await repository.parentOf(commit.hash);
  const files = await repository.filesOf(commit.hash);
  const root = vscode.Uri.file(repository.root);
  const at = (hash: string | undefined, path: string | undefined, other: string | undefined) =>
    hash === undefined || path === undefined
      ? nothingUri(other ?? '')
      : deployedUri({ repository, commit: hash, path });
  const changes = files.map(({ oldPath, newPath }) => [
    vscode.Uri.joinPath(root, newPath ?? oldPath ?? ''),
    at(parent, oldPath, newPath),
    at(commit.hash, newPath, oldPath),
  ]);
  await vscode.commands.executeCommand(
    'vscode.changes',
    `${shortHash(commit.hash)} ${commit.subject}`,
    changes,
  );
}
