import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { Frame } from '../frames/frame';
import { readFrames } from '../frames/read';
import type { LinkedLocation } from '../report/locations';
import { commandFor, run } from './command';
import { isThere } from './isThere';
import { showAt } from './openFrame';
import { openLink } from './openLink';
import { uriOf, type Places } from './places';
import type { ReportLocations } from './reportLocations';

/** What a location of a report is looked up with. */
export interface LocationParts {
  readonly locations: ReportLocations;
  readonly places: Places;
}

/**
 * Opens the code that a report names in its text, where it stands now: at the place that the links in the text lead to. Several
 * are asked.
 * @param within the Markdown around the place, which may name the commit
 * @throws UserError where there is none
 */
export async function openPlace(
  place: string,
  within: string,
  { locations }: Pick<LocationParts, 'locations'>,
): Promise<void> {
  const location = await locations.named(within, place);
  const frame = location && 'frame' in location ? location.frame : readFrames(place, () => true)[0];
  if (!frame) throw new UserError(`${place} is no place in the code.`);
  await openFrame(frame, location?.commit?.hash);
}

/**
 * Opens a link of a report: code where it stands now, all else as `openLink` does.
 * @param within the Markdown around the link, which may name the commit
 */
export async function openReportLink(
  href: string,
  within: string,
  report: vscode.Uri,
  parts: LocationParts,
): Promise<void> {
  const location = /^https?:/i.test(href) ? undefined : await parts.locations.named(within, href);
  const isOpen = location && 'target' in location && (await openCode(location, report, parts.places));
  if (!isOpen) await openLink(href, report);
}

/** False for a file outside of the workspace, and where nothing tells where its code went. */
async function openCode(
  { target, line, commit }: LinkedLocation,
  report: vscode.Uri,
  places: Places,
): Promise<boolean> {
  const uri = vscode.Uri.joinPath(report, '..', target);
  if (line === undefined || !vscode.workspace.getWorkspaceFolder(uri)) return false;
  const path = vscode.workspace.asRelativePath(uri, false);
  const frame: Frame = { path, line, library: false, start: 0, end: 0 };
  const from = commit ? { commit: commit.hash } : {};
  if (!(await isThere(uri))) {
    if (commit) await openFrame(frame, commit.hash);
    return commit !== undefined;
  }
  const place = (await places.of(frame, from)).find((one) => uriOf(one).toString() === uri.toString());
  if (!place) return false;
  const now = await places.now(frame, place, from);
  await showAt(now.uri, now.line, now.column);
  return true;
}

async function openFrame(frame: Frame, commit: string | undefined): Promise<void> {
  const from = commit === undefined ? {} : { commit };
  await run(commandFor('', 'fiveWhys.openFrame', { frame, from }));
}
