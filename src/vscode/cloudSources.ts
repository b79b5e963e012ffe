import * as vscode from 'vscode';
import { lazySource } from '../sources/googleCloud/lazySource';
import type { CloudSource } from '../sources/googleCloud/cloudSource';
import { readSavedSources, savedForm, type SavedSource } from '../sources/savedSource';
import { output } from './output';
import { onDidChangeSetting } from './settings';

/** A Google Cloud source that the settings name. */
export interface NamedSource {
  readonly saved: SavedSource;
  readonly source: CloudSource;
}

/** Where a source is written. */
export type SaveTarget = 'user' | 'workspace';

/** The Google Cloud sources of the settings. There are none while the workspace is not trusted. */
export class CloudSources implements vscode.Disposable {
  private readonly named = new Map<string, NamedSource>();
  private current: readonly NamedSource[] | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: readonly vscode.Disposable[];

  readonly onDidChange = this.changed.event;

  constructor() {
    const changed = (): void => {
      this.current = undefined;
      this.changed.fire();
    };
    this.disposables = [
      this.changed,
      onDidChangeSetting('sources', changed),
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
    ];
  }

  /** In the order of the settings, those of the workspace first. */
  get all(): readonly NamedSource[] {
    if (!vscode.workspace.isTrusted) return [];
    return (this.current ??= this.read());
  }

  get(name: string): NamedSource | undefined {
    return this.all.find(({ saved }) => saved.name === name);
  }

  /** Where a source stands. */
  targetOf(name: string): SaveTarget {
    const { sources } = readSavedSources(writtenIn('workspace'));
    return sources.some((one) => one.name === name) ? 'workspace' : 'user';
  }

  /** Writes a source down, in place of the one that has its name; where that stands unless a target is named. */
  async save(source: SavedSource, target?: SaveTarget): Promise<void> {
    const into = target ?? this.targetOf(source.name);
    const { sources } = readSavedSources(writtenIn(into));
    const saved = savedForm(source);
    const isKnown = sources.some(({ name }) => name === source.name);
    const all = isKnown
      ? sources.map((one) => (one.name === source.name ? saved : one))
      : [...sources, saved];
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await vscode.workspace
      .getConfiguration('fiveWhys')
      .update('sources', all.map(savedForm), into === 'user' ? Global : Workspace);
    this.current = undefined;
  }

  /** Ends all connections. */
  dispose(): void {
    for (const { source } of this.named.values()) void source.close();
    this.named.clear();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** A source whose settings are as they were stays, with its connection. */
  private read(): NamedSource[] {
    const all = new Map<string, SavedSource>();
    for (const target of ['workspace', 'user'] as const) {
      const { sources, problems } = readSavedSources(writtenIn(target));
      for (const problem of problems) output.warn(`fiveWhys.sources (${target} settings): ${problem}`);
      for (const one of sources) if (!all.has(one.name)) all.set(one.name, one);
    }
    const kept = new Map(Array.from(all.values(), (saved) => [JSON.stringify(saved), saved]));
    for (const [key, { source }] of this.named) {
      if (kept.has(key)) continue;
      this.named.delete(key);
      void source.close();
    }
    return Array.from(kept, ([key, saved]) => {
      const known = this.named.get(key) ?? { saved, source: lazySource(saved) };
      this.named.set(key, known);
      return known;
    });
  }
}

function writtenIn(target: SaveTarget): unknown {
  const written = vscode.workspace.getConfiguration('fiveWhys').inspect('sources');
  return target === 'workspace' ? written?.workspaceValue : written?.globalValue;
}
