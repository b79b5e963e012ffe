import type * as vscode from 'vscode';
import {
  isPullMemory,
  NOTHING_SINCE,
  remember,
  since,
  type PulledPatterns,
  type PullMemory,
  type Since,
} from '../logs/since';

const MEMORY = 'fiveWhys.lastPulls';
/** Of how many sets of sources the last pull is remembered. */
const MOST_SOURCES = 8;

interface Remembered {
  /** The ids of the sources, sorted. */
  readonly sources: readonly string[];
  readonly pull: PullMemory;
}

/** The last pull of each set of sources, remembered across windows: keys, titles and counts alone. */
export class PullHistory {
  constructor(private readonly memory: vscode.Memento) {}

  /** What a pull has that the last one of the same sources had not; nothing where there was none. */
  since(sources: readonly string[], now: PulledPatterns): Since {
    const last = this.all().find((remembered) => isSame(remembered, sources));
    return last ? since(last.pull, now) : NOTHING_SINCE;
  }

  async add(sources: readonly string[], now: PulledPatterns): Promise<void> {
    const others = this.all().filter((remembered) => !isSame(remembered, sources));
    const latest = { sources: [...sources].sort(), pull: remember(now) };
    await this.memory.update(MEMORY, [latest, ...others].slice(0, MOST_SOURCES));
  }

  private all(): Remembered[] {
    const stored = this.memory.get<unknown>(MEMORY);
    return Array.isArray(stored) ? stored.filter(isRemembered) : [];
  }
}

function isSame(remembered: Remembered, sources: readonly string[]): boolean {
  return JSON.stringify(remembered.sources) === JSON.stringify([...sources].sort());
}

function isRemembered(stored: unknown): stored is Remembered {
  if (typeof stored !== 'object' || stored === null) return false;
  return (
    'sources' in stored && Array.isArray(stored.sources) && 'pull' in stored && isPullMemory(stored.pull)
  );
}
