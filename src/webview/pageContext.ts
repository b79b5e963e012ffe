import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Analysis } from '../whys/analysis';
import type { Finding } from '../whys/finding';
import type { Outbox } from './outbox';

/** What every part of the page may need. */
export interface PageContext {
  readonly outbox: Outbox;
  /** The report as it will stand when all that was sent has arrived: a text may be typed, sent and needed at once. */
  readonly latest: () => Analysis | undefined;
  /** What the checks found; empty before they have looked. */
  readonly findings: readonly Finding[];
  /** Links of chains that were read back and hold, by `linkId`. */
  readonly held: readonly string[];
  /** Ticks a link, or takes its tick. */
  readonly onTick: (id: string) => void;
  /** False in a read-only file. */
  readonly editable: boolean;
}

const Context = createContext<PageContext | undefined>(undefined);

export const PageProvider = Context.Provider;

export function usePage(): PageContext {
  const page = useContext(Context);
  if (!page) throw new Error('A part of the page stands outside of it.');
  return page;
}
