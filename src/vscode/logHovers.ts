import * as vscode from 'vscode';
import type { FramePosition } from '../commands';
import { ageOf, shortHash } from '../deployed/commits';
import type { FrameSpan } from '../logs/logDocument';
import { openDocument } from './fileLines';
import { positionIn, rangeOf } from './frameRef';
import { signalOf } from './git';
import type { LogDocuments } from './logDocuments';
import { placeWords, whyWords } from './placeWords';
import type { PlaceNow, Places } from './places';
import type { Repositories } from './repositories';

/**
 * On a frame of a log document: its function, where it leads and why, the revision and commit that were deployed, and the last
 * commit to touch the line. What logs and commits say is shown as plain text, and no link carries any of it.
 */
export class LogHovers implements vscode.HoverProvider {
  constructor(
    private readonly documents: LogDocuments,
    private readonly places: Places,
    private readonly repositories: Repositories,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const span = this.documents
      .meaningOf(document)
      ?.frames.find((candidate) => rangeOf(candidate).contains(position));
    if (!span) return undefined;
    const signal = signalOf(token);
    try {
      const { frame, event } = span;
      const now = await this.places.sure(frame, event, signal);
      const others = now ? [] : await this.places.of(frame, event, signal);
      if (!now && others.length === 0 && frame.library) return undefined;
      const parts = [
        plain(headOf(span, now)),
        plain(now ? `${whyWords(now)}${await this.lastChange(now, signal)}` : unsureWords(others.length)),
        ...(now ? [linksOf(positionIn(document, position), now)] : []),
      ];
      return new vscode.Hover(parts, rangeOf(span));
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  private async lastChange({ uri, line, how }: PlaceNow, signal: AbortSignal): Promise<string> {
    if (line === undefined || how === 'deleted') return '';
    const tracked = await this.repositories.of(uri);
    if (!tracked) return '';
    const open = openDocument(uri);
    const unsaved = open?.isDirty ? open.getText() : undefined;
    const commit = await tracked.repository.lastChange(tracked.path, line, unsaved, signal);
    if (!commit) return '';
    const age = ageOf(commit.timeMs, Date.now());
    return ` Line ${line} was last touched ${age} by ${shortHash(commit.hash)}: ${commit.subject}`;
  }
}

function headOf({ frame, event }: FrameSpan, now: PlaceNow | undefined): string {
  const place = now ? placeWords(frame, now) : frame.path;
  const { deployed } = now ?? {};
  const commit = deployed?.commit ?? event.commit;
  const known = deployed && deployed.commit === undefined ? 'commit unknown' : '';
  const code = commit && known === '' ? `commit ${shortHash(commit)}` : known;
  return [frame.function, place, event.revision, code].filter(Boolean).join(' · ');
}

/** Text that breaks between words: `appendText` alone makes every space one that does not break. */
function plain(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const word of text.split(/\s+/)) markdown.appendText(word).appendMarkdown(' ');
  return markdown;
}

function unsureWords(count: number): string {
  if (count === 0) return 'Not in this workspace.';
  return `${count} ${count === 1 ? 'file' : 'files'} of this workspace may be meant. Open the frame to choose.`;
}

const COMMANDS = [
  'fiveWhys.openAsDeployed',
  'fiveWhys.compareWithDeployed',
  'fiveWhys.showSuspectCommits',
] as const;

function linksOf(at: FramePosition, { deployed }: PlaceNow): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: COMMANDS };
  const args = encodeURIComponent(JSON.stringify([at]));
  const titles = ['Open as Deployed', 'Compare with Deployed', 'Show Suspect Commits'];
  const shown = deployed?.commit === undefined ? [] : COMMANDS;
  return text.appendMarkdown(shown.map((id, i) => `[${titles[i]}](command:${id}?${args})`).join(' · '));
}
