import type { Analysis } from './analysis';
import type { Change } from './change';
import type { Finding } from './finding';
import type { ShownPlan } from './plan';

/** What the extension tells the page of the Five Whys editor. */
export type ToPage =
  /** The report as it now stands; sent when the page is ready and after every change of the document. */
  | {
      readonly type: 'show';
      readonly analysis: Analysis;
      /** The number of the page's last change that is in it, or was refused; 0 before the first. */
      readonly handled: number;
      /** False in a read-only file: the page shows and does not edit. */
      readonly editable: boolean;
      /** Per problem, what is known of its patterns from the logs that are loaded now; null where none is (messages are JSON). */
      readonly seen: readonly (Seen | null)[];
      /** What the checks found when they last looked, a moment after the last change; left out before. */
      readonly findings?: readonly Finding[];
      /** What the report plans in forms of its own, as it was found a moment after the last change; left out where that is nothing. */
      readonly plan?: ShownPlan;
      /** Where a page begins that keeps no view of its own: what the page shows that it was split from. */
      readonly beginAt?: PageAt;
    }
  /** Makes that why the current one, such as a why that was just added by a command. */
  | { readonly type: 'focus'; readonly problem: number; readonly why: string }
  /** The file cannot be shown as a report; the sentence says why and what to do. */
  | { readonly type: 'broken'; readonly message: string };

/** A why that a page shows. */
export interface PageAt {
  /** Of the report, from 0. */
  readonly problem: number;
  readonly why: string;
}

/** A problem's patterns in the logs that are loaded now. */
export interface Seen {
  readonly count: number;
  /** RFC 3339. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What the page asks of the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** The changes of a page are numbered from 1. */
  | { readonly type: 'change'; readonly change: Change; readonly number: number }
  /** The why that is the current one now, to which is pinned what is pinned elsewhere; left out where there is none. */
  | { readonly type: 'looksAt'; readonly at?: PageAt }
  /** Lets the user pick evidence for that why: an entry or frame of the pattern, code, a link, a note. */
  | { readonly type: 'pickEvidence'; readonly problem: number; readonly why: string }
  /** Opens a link of the report's Markdown, relative to the report or http(s); `within` is the text that it stands in. */
  | { readonly type: 'openLink'; readonly href: string; readonly within: string }
  /** Opens the code that a place such as `shop/cart.py:8` names, where it stands now. */
  | { readonly type: 'openPlace'; readonly place: string; readonly within: string }
  /** Shows the problem's pattern in the sidebar. */
  | { readonly type: 'showPattern'; readonly problem: number }
  /** Takes back the last change of the document. */
  | { readonly type: 'undo' }
  /** Makes the edits that mend a finding, which is known by its check and where it stands. */
  | { readonly type: 'applyFix'; readonly id: string; readonly start: number; readonly end: number }
  /** Saves the document with every change that was sent before. */
  | { readonly type: 'save' }
  | { readonly type: 'commit' }
  /** Copies the report as Markdown. */
  | { readonly type: 'copy' }
  | { readonly type: 'openAsText' }
  /** Shows the plain text beside the page, at that UTF-16 offset. */
  | { readonly type: 'openTextAt'; readonly offset: number }
  /** Shows the plain text beside the page. */
  | { readonly type: 'openBeside' }
  | { readonly type: 'openPreview' };
