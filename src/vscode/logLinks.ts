import * as vscode from 'vscode';
import type { FrameSpan } from '../logs/logDocument';
import { rangeOf } from './frameRef';
import { signalOf } from './git';
import { placeWords } from './placeWords';
import { positionOf, type Places } from './places';

/** Where the texts that it has written have their frames. */
export interface FrameTexts {
  /** Undefined for a text of another, or of another time. */
  meaningOf(document: vscode.TextDocument): { readonly frames: readonly FrameSpan[] } | undefined;
}

/** Ctrl-click on a frame of a log document: a link where its file is sure, all candidates by Go to Definition. */
export class LogLinks implements vscode.DocumentLinkProvider, vscode.DefinitionProvider {
  constructor(
    private readonly documents: FrameTexts,
    private readonly places: Places,
  ) {}

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    const links: vscode.DocumentLink[] = [];
    const signal = signalOf(token);
    try {
      for (const span of this.documents.meaningOf(document)?.frames ?? []) {
        const now = await this.places.sure(span.frame, span.event, signal);
        if (!now) continue;
        const target = now.line === undefined ? now.uri : now.uri.with({ fragment: `L${now.line}` });
        const link = new vscode.DocumentLink(rangeOf(span), target);
        link.tooltip = `Open ${placeWords(span.frame, now)}`; // the hover beside it says why
        links.push(link);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return links;
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const span = this.documents
      .meaningOf(document)
      ?.frames.find((candidate) => rangeOf(candidate).contains(position));
    if (!span) return [];
    const { frame, event } = span;
    const places = await this.places.of(frame, event);
    const now = await Promise.all(places.map((place) => this.places.now(frame, place, event)));
    return now.map(({ uri, line }) => new vscode.Location(uri, positionOf(line)));
  }
}
