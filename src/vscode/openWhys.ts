import * as vscode from 'vscode';
import type { Change } from '../whys/change';
import type { PageAt } from '../whys/page';
import { setContext } from './setContext';

/** A page of the Five Whys editor that is open. */
export interface WhysPage {
  readonly document: vscode.TextDocument;
  /** Makes the change in the document. */
  apply(change: Change): Promise<void>;
}

/** A why that the user looks at. */
export type OpenWhy = WhysPage & PageAt;

/** The whys that the open pages show: what is pinned elsewhere goes to the one that was looked at last. */
export class OpenWhys implements vscode.Disposable {
  /** The page that was used last is the last one. */
  private readonly shown = new Map<WhysPage, PageAt | undefined>();
  private wasOpen = false;
  private readonly changed = new vscode.EventEmitter<void>();

  /** Whether there is one became otherwise. */
  readonly onDidChange = this.changed.event;

  /** The page shows that why now, or none. */
  show(page: WhysPage, at: PageAt | undefined): void {
    this.shown.delete(page);
    this.shown.set(page, at);
    this.tell();
  }

  /** The user went to the page. */
  use(page: WhysPage): void {
    this.show(page, this.shown.get(page));
  }

  close(page: WhysPage): void {
    this.shown.delete(page);
    this.tell();
  }

  /** The why that was looked at last; its report may have changed since. Undefined while no page shows one. */
  get latest(): OpenWhy | undefined {
    for (const [page, at] of [...this.shown].reverse()) {
      if (at) return { ...at, document: page.document, apply: (change) => page.apply(change) };
    }
    return undefined;
  }

  /** What the page of that report shows which was used last; undefined where none is open. */
  of(document: vscode.TextDocument): PageAt | undefined {
    return [...this.shown].findLast(([page, at]) => at && page.document === document)?.[1];
  }

  get isOpen(): boolean {
    return [...this.shown.values()].some((at) => at !== undefined);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Lenses and menus change only when the first page opens and the last one closes. */
  private tell(): void {
    if (this.isOpen === this.wasOpen) return;
    this.wasOpen = this.isOpen;
    setContext('fiveWhys.whyOpen', this.isOpen);
    this.changed.fire();
  }
}
