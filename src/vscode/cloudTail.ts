import * as vscode from 'vscode';
import { UserError } from '../errors';
import { TailCount } from '../sources/tailCount';
import type { NamedSource } from './cloudSources';
import { report } from './command';
import { output } from './output';
import type { PulledLogs } from './pulledLogs';

/** How often what has come is shown, at most. */
const SHOW_EVERY_MS = 1_000;

/**
 * Follows the current Google Cloud source: entries are counted as they arrive. There is one tail at most, since a project
 * has ten sessions for everyone, and it ends with the view that shows it.
 */
export class CloudTail implements vscode.Disposable {
  private running: AbortController | undefined;
  private count: TailCount | undefined;
  private named: NamedSource | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly logsChanged: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(private readonly logs: PulledLogs) {
    this.logsChanged = logs.onDidChangeState(() => {
      if (logs.current !== this.named) this.stop(); // other logs were opened, or the source's settings changed
    });
  }

  /** What it says of itself; empty while nothing is followed. */
  get text(): string {
    return this.count?.text(Date.now()) ?? '';
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Begins to follow; what goes wrong later is shown. */
  start(): void {
    const named = this.logs.current;
    if (!named) throw new UserError('Only a Google Cloud source can be followed. Choose one first.', CHOOSE);
    if (!named.source.can.tail) {
      throw new UserError(
        `"${named.saved.name}" is asked over REST, which cannot follow logs. Pull them instead.`,
      );
    }
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.named = named;
    this.count = new TailCount(Date.now());
    this.changed.fire();
    this.follow(named, running)
      .catch(report)
      .finally(() => {
        if (this.running === running) this.stop();
      });
  }

  stop(): void {
    if (!this.running) return;
    this.running.abort();
    this.running = undefined;
    this.named = undefined;
    output.info(`Stopped following. ${this.text}`);
    this.count = undefined;
    this.changed.fire();
  }

  dispose(): void {
    this.stop();
    this.logsChanged.dispose();
    this.changed.dispose();
  }

  private async follow(named: NamedSource, { signal }: AbortController): Promise<void> {
    const { minimumSeverity, filter } = this.logs.queryOf(named);
    const query = { minimumSeverity, ...(filter !== undefined && { filter }) };
    let isNew = false;
    const timer = setInterval(() => {
      if (isNew) this.logs.showTail();
      isNew = false;
      this.changed.fire();
    }, SHOW_EVERY_MS);
    try {
      for await (const batch of named.source.tail(query, { signal, progress: () => undefined })) {
        if (signal.aborted) return;
        this.count?.add(batch, Date.now());
        this.logs.takeIn(named, batch);
        isNew = true;
      }
    } finally {
      clearInterval(timer);
      if (isNew) this.logs.showTail();
    }
  }
}

const CHOOSE = { wayOut: { title: 'Choose Log Source…', command: 'fiveWhys.chooseSource' } };
