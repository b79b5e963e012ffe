import * as vscode from 'vscode';
import type { FrameSpan } from '../logs/logDocument';
import type { LogDocuments } from './logDocuments';
import { positionOf, type Places } from './places';

/** Ctrl-click on a frame of a log document: a link where its file is sure, all candidates by Go to Definition. */
export class LogLinks implements vscode.DocumentLinkProvider, vscode.DefinitionProvider {
  constructor(
    private readonly documents: LogDocuments,
    private readonly places: Places,
  ) {}

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const links: vscode.DocumentLink[] = [];
    for (const span of this.documents.meaningOf(document)?.frames ?? []) {
      const now = await this.places.sure(span.frame);
      if (!now) continue;
      const target = now.line === undefined ? now.uri : now.uri.with({ fragment: `L${now.line}` });
      const link = new vscode.DocumentLink(rangeOf(span), target);
      link.tooltip = now.reason;
      links.push(link);
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
    const places = await this.places.of(span.frame);
    const now = await Promise.all(places.map((place) => this.places.now(span.frame, place)));
    return now.map(({ uri, line }) => new vscode.Location(uri, positionOf(line)));
  }
}

function rangeOf(span: FrameSpan): vscode.Range {
  return new vscode.Range(span.line - 1, span.startColumn, span.line - 1, span.endColumn);
}
