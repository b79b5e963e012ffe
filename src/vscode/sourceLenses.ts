import * as vscode from 'vscode';
import type { Deployment } from '../deployed/deployment';
import type { Frame } from '../frames/frame';
import { counted, countText } from '../logs/countText';
import type { Pattern } from '../logs/pattern';
import { commandFor } from './command';
import { deploymentOf } from './frameRef';
import { signalOf } from './git';
import { uriOf, type Places } from './places';
import type { PulledLogs } from './pulledLogs';
import { onDidChangeSetting, setting } from './settings';

interface Named {
  readonly frame: Frame;
  readonly from: Deployment;
  readonly pattern: Pattern;
}

/** In source files, above each line that errors name: how many, the way back to them, and *New Five Whys*. */
export class SourceLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  /** Frames by the file that they surely mean; made for the first file that asks. */
  private named: Promise<Map<string, Named[]>> | undefined;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly logs: PulledLogs,
    private readonly places: Places,
  ) {
    const forget = () => {
      this.named = undefined;
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      logs.onDidChange(forget),
      places.onDidChange(forget),
      onDidChangeSetting('sourceCodeLens', forget),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const signal = signalOf(token);
    if (this.logs.patterns.length === 0 || !setting('sourceCodeLens')) return [];
    this.named ??= this.framesByFile();
    const lines = new Map<number, Pattern[]>();
    for (const { frame, from, pattern } of (await this.named).get(document.uri.toString()) ?? []) {
      const now = await this.places.sure(frame, from, signal);
      if (now?.line === undefined || now.line > document.lineCount) continue;
      const patterns = lines.get(now.line) ?? [];
      if (!patterns.includes(pattern)) lines.set(now.line, [...patterns, pattern]);
    }
    return [...lines].flatMap(([line, patterns]) => lensesAt(line, patterns));
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async framesByFile(): Promise<Map<string, Named[]>> {
    const files = new Map<string, Named[]>();
    for (const pattern of this.logs.patterns) {
      for (const { frame, from } of distinctFrames(pattern)) {
        const [best] = await this.places.of(frame, from);
        if (best?.confidence !== 'sure') continue;
        const file = uriOf(best).toString();
        const named = files.get(file);
        if (named) named.push({ frame, from, pattern });
        else files.set(file, [{ frame, from, pattern }]);
      }
    }
    return files;
  }
}

function distinctFrames(pattern: Pattern): { readonly frame: Frame; readonly from: Deployment }[] {
  const frames = new Map<string, { frame: Frame; from: Deployment }>();
  for (const event of pattern.newest) {
    const from = deploymentOf(event);
    for (const frame of event.frames) {
      if (frame.line === undefined) continue;
      frames.set(JSON.stringify([frame.path, frame.line, from]), { frame, from });
    }
  }
  return [...frames.values()];
}

function lensesAt(line: number, patterns: readonly Pattern[]): vscode.CodeLens[] {
  const range = new vscode.Range(line - 1, 0, line - 1, 0);
  const [most, ...others] = [...patterns].sort((a, b) => b.count - a.count);
  if (!most) return [];
  const count = patterns.reduce((sum, pattern) => sum + pattern.count, 0);
  const atLeast = patterns.every(({ isExact }) => isExact) ? '' : 'at least ';
  const errors = `${atLeast}${counted(count, 'error')} in ${most.environment ?? 'the logs'}`;
  const title = others.length === 0 ? errors : `${errors}, ${counted(patterns.length, 'pattern')}`;
  const back = commandFor(
    title,
    'fiveWhys.showPattern',
    others.length === 0 ? { pattern: most.key } : { patterns: patterns.map(({ key }) => ({ pattern: key })) },
  );
  const tooltip = patterns
    .map(({ count, isExact, title }) => `${countText(count, isExact)} × ${title}`)
    .join('\n');
  return [
    new vscode.CodeLens(range, { ...back, tooltip }),
    new vscode.CodeLens(range, commandFor('New Five Whys', 'fiveWhys.newReport', { pattern: most.key })),
  ];
}
