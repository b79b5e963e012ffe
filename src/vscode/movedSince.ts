import * as path from 'node:path';
import * as vscode from 'vscode';
import { shortHash } from '../deployed/commits';
import { lineAtHead } from '../deployed/deployedFiles';
import type { Repository } from '../deployed/repository';
import type { Location } from '../report/locations';
import type { TextEdit } from '../report/textEdit';

/** Why a location leads elsewhere than it did. */
export interface Stale {
  /** `broken`: it leads nowhere; `moved`: the code that it means stands elsewhere now. */
  readonly what: 'broken' | 'moved';
  /** A sentence for the user. */
  readonly why: string;
  /** What makes it right again, where that is known. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** A location of a report that names its commit. */
export interface Pinned {
  readonly location: Location;
  readonly repository: Repository;
  /** The whole hash of the commit that the report names. */
  readonly deployed: string;
  /** Relative to the repository, at that commit. */
  readonly path: string;
  /** The report, where the location is a link whose address would change with the file's path. */
  readonly document?: vscode.TextDocument;
}

/**
 * What became of a location since its commit, at HEAD: nothing stale where the line is where it was, or was changed or taken
 * away there, as what a report names mostly is by its fix. Undefined where the commit does not have the file.
 */
export async function movedSince(
  pinned: Pinned,
  signal: AbortSignal,
): Promise<{ readonly stale?: Stale } | undefined> {
  const { location, repository, deployed, path: before } = pinned;
  const followed = (await repository.filesSince(deployed, signal)).follow(before);
  if (!followed) return undefined;
  const commit = shortHash(deployed);
  if (followed.path === undefined) {
    return { stale: { what: 'broken', why: `${before} was deleted since ${commit}.` } };
  }
  const renamed = followed.path === before ? '' : ` and the file ${followed.path}`;
  const now = location.line === undefined ? undefined : lineAtHead(location.line, followed);
  const hasMoved = now?.how === 'moved' && now.line !== location.line;
  if (!hasMoved && renamed === '') return {};
  if (now?.how === 'deleted') return {};
  const line = now?.line;
  const why =
    line === undefined || !hasMoved
      ? `${before} of ${commit} is ${followed.path} now.`
      : `Line ${location.line} of ${commit} is line ${line} now${renamed}.`;
  const edits = await editsFor(pinned, followed.path, line, signal);
  const title = `Change to ${path.posix.basename(followed.path)}${line === undefined ? '' : `:${line}`}`;
  return { stale: { what: 'moved', why, ...(edits && { fix: { title, edits } }) } };
}

/** The edits by which a location says the line at HEAD, and HEAD's commit; undefined where its path cannot be changed. */
async function editsFor(
  { location, repository, path: before, document }: Pinned,
  now: string,
  line: number | undefined,
  signal: AbortSignal,
): Promise<TextEdit[] | undefined> {
  const head = shortHash(await repository.head(signal));
  const numbers =
    line === undefined ? [] : location.numbers.map((span) => Object.assign({}, span, { text: String(line) }));
  const { commit } = location;
  const pin = commit ? [{ start: commit.start, end: commit.end, text: head }] : [];
  if (before === now) return [...numbers, ...pin];
  const address =
    document && addressEdit(location, document, vscode.Uri.file(path.join(repository.root, now)));
  return address && [...numbers, ...pin, address];
}

/** Makes a link lead to another file. */
function addressEdit(
  { start, end }: Location,
  document: vscode.TextDocument,
  to: vscode.Uri,
): TextEdit | undefined {
  const written = document.getText().slice(start, end);
  const address = /\]\(<?(?<address>[^#<>()\s]{1,600})/d.exec(written)?.indices?.groups?.['address'];
  if (!address) return undefined;
  const relative = path.posix.relative(path.posix.dirname(document.uri.path), to.path);
  return { start: start + address[0], end: start + address[1], text: encodeURI(relative) };
}
