import * as vscode from 'vscode';
import { rangeIn } from './documentEdits';
import { positionOf, type Places } from './places';
import type { ReportLocations } from './reportLocations';

/**
 * Ctrl-click on a code location in the text of a report: a link where its file is sure, all candidates by Go to Definition.
 * What is a Markdown link already is left to the editor.
 */
export class ReportLinks implements vscode.DocumentLinkProvider, vscode.DefinitionProvider {
  constructor(
    private readonly locations: ReportLocations,
    private readonly places: Places,
  ) {}

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    return (await this.locations.of(document)).flatMap(({ location, place }) => {
      if (!place) return [];
      const { uri, line, why } = place;
      const target = line === undefined ? uri : uri.with({ fragment: `L${line}` });
      const link = new vscode.DocumentLink(rangeIn(document, location), target);
      link.tooltip = why;
      return [link];
    });
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const offset = document.offsetAt(position);
    const here = (await this.locations.of(document)).find(
      ({ location }) => location.start <= offset && offset <= location.end,
    );
    if (!here || !('frame' in here.location)) return [];
    const { frame, commit } = here.location;
    const from = commit ? { commit: commit.hash } : {};
    const places = await this.places.of(frame, from);
    const now = await Promise.all(places.map((place) => this.places.now(frame, place, from)));
    return now.map(({ uri, line }) => new vscode.Location(uri, positionOf(line)));
  }
}
