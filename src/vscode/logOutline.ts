import * as vscode from 'vscode';
import type { EventLines, FrameSpan } from '../logs/logDocument';
import type { LogDocuments } from './logDocuments';

/** Outline and folding of a log document: events with their frames; runs of library frames fold. */
export class LogOutline implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider {
  constructor(private readonly documents: LogDocuments) {}

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const meaning = this.documents.meaningOf(document);
    if (!meaning) return [];
    return meaning.events.map((lines) => {
      const name = lines.event.timestamp || 'no time';
      const symbol = symbolOf(document, name, lines.event.title, vscode.SymbolKind.Event, lines);
      symbol.children = meaning.frames
        .filter((span) => span.event === lines.event && !span.frame.library)
        .map((span) => frameSymbol(document, span));
      return symbol;
    });
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const meaning = this.documents.meaningOf(document);
    if (!meaning) return [];
    const events = meaning.events.map(
      ({ firstLine, lastLine }) =>
        new vscode.FoldingRange(firstLine - 1, lastLine - 1, vscode.FoldingRangeKind.Region),
    );
    return [...events, ...libraryRuns(meaning.frames)];
  }
}

/** A library frame folds away together with the library frames that follow it and the source lines they quote. */
function libraryRuns(frames: readonly FrameSpan[]): vscode.FoldingRange[] {
  const runs: vscode.FoldingRange[] = [];
  let first: FrameSpan | undefined;
  frames.forEach((span, index) => {
    if (!span.frame.library) {
      first = undefined;
      return;
    }
    first ??= span;
    const next = frames[index + 1];
    const endsHere = !next || next.event !== span.event || !next.frame.library;
    if (!endsHere) return;
    const lastLine =
      next && next.event === span.event ? next.line - 1 : span.line + (span.frame.source ? 1 : 0);
    if (lastLine > first.line) {
      runs.push(new vscode.FoldingRange(first.line - 1, lastLine - 1, vscode.FoldingRangeKind.Comment));
    }
    first = undefined;
  });
  return runs;
}

function symbolOf(
  document: vscode.TextDocument,
  name: string,
  detail: string,
  kind: vscode.SymbolKind,
  { firstLine, lastLine }: Pick<EventLines, 'firstLine' | 'lastLine'>,
): vscode.DocumentSymbol {
  const range = new vscode.Range(firstLine - 1, 0, lastLine - 1, document.lineAt(lastLine - 1).text.length);
  return new vscode.DocumentSymbol(name, detail, kind, range, document.lineAt(firstLine - 1).range);
}

function frameSymbol(document: vscode.TextDocument, { frame, line }: FrameSpan): vscode.DocumentSymbol {
  const file = frame.path.split(/[/\\]/).at(-1) ?? frame.path;
  const name = frame.line === undefined ? file : `${file}:${frame.line}`;
  return symbolOf(document, name, frame.function ?? '', vscode.SymbolKind.Function, {
    firstLine: line,
    lastLine: line,
  });
}
