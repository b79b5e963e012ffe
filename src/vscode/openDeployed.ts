import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FrameRef } from '../commands';
import { shortHash } from '../deployed/commits';
import { UserError } from '../errors';
import { deployedUri } from './deployedDocuments';
import { showAt } from './openFrame';
import { positionOf, type DeployedFile, type Places } from './places';

/**
 * Shows the file that a frame means as it was deployed, at the frame's line, read-only.
 * @throws UserError where the file or the commit is unknown
 */
export async function openAsDeployed({ frame, from = {} }: FrameRef, places: Places): Promise<void> {
  const file = (await places.asDeployed(frame, from)) ?? (await throwUnknown({ frame, from }, places));
  await showAt(deployedUri(file), file.line, frame.column);
}

/**
 * Shows what became of the file that a frame means since it was deployed.
 * @throws UserError where the file or the commit is unknown, or the file is gone
 */
export async function compareWithDeployed({ frame, from = {} }: FrameRef, places: Places): Promise<void> {
  const file = (await places.asDeployed(frame, from)) ?? (await throwUnknown({ frame, from }, places));
  const now = await places.sure(frame, from);
  if (!now) {
    throw new UserError(
      `${file.path} was deleted since ${shortHash(file.commit)}: there is nothing to compare.`,
      {
        wayOut: {
          title: 'Open as Deployed',
          command: 'fiveWhys.openAsDeployed',
          arguments: [{ frame, from }],
        },
      },
    );
  }
  const at = positionOf(now.line);
  const title = `${path.posix.basename(now.place.path)} (${shortHash(file.commit)} ↔ now)`;
  await vscode.commands.executeCommand('vscode.diff', deployedUri(file), now.uri, title, {
    selection: new vscode.Range(at, at),
  });
}

async function throwUnknown({ frame, from = {} }: FrameRef, places: Places): Promise<DeployedFile> {
  const now = await places.sure(frame, from);
  if (!now)
    throw new UserError(`Which file of this workspace ${frame.path} was is not sure, so it cannot be shown.`);
  const { deployed } = now;
  if (!deployed) throw new UserError(`${now.place.path} is in no repository that git may look into.`);
  if (deployed.commit !== undefined) {
    throw new UserError(
      `${now.place.path} was not there at ${shortHash(deployed.commit)}, deployed ${deployed.by}.`,
    );
  }
  throw new UserError(
    `The deployed commit is unknown: ${deployed.why}. A rule under "revisions" can name it.`,
    {
      wayOut: {
        title: 'Open five-whys.json',
        command: 'fiveWhys.editPathMappings',
        arguments: ['revisions'],
      },
    },
  );
}
