import { counted, countText } from '../logs/countText';
import type { TailBatch } from './source';

/** What a tail has brought so far, and how fast. */
export class TailCount {
  /** Of the last minute: when entries came, and how many. */
  #recent: { readonly atMs: number; readonly count: number }[] = [];
  readonly #suppressed = new Map<string, number>();
  readonly #startMs: number;
  #entryCount = 0;
  #reconnectCount = 0;
  #hasGap = false;

  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  add({ entries, suppressed, reconnectCount }: TailBatch, atMs: number): void {
    this.#entryCount += entries.length;
    this.#reconnectCount = reconnectCount;
    if (entries.length > 0) this.#recent.push({ atMs, count: entries.length });
    this.#forget(atMs);
    for (const { reason, count } of suppressed) {
      // Nobody counted what a gap that was too long to be listed has in it.
      if (count === 0) this.#hasGap = true;
      else if (this.#suppressed.size < MOST_REASONS || this.#suppressed.has(reason)) {
        this.#suppressed.set(reason, (this.#suppressed.get(reason) ?? 0) + count);
      }
    }
  }

  /** "Live: 12 entries a minute, 340 so far · connected anew 2 times · 120 kept back by Cloud Logging (RATE_LIMIT)". */
  text(nowMs: number): string {
    this.#forget(nowMs);
    const recent = this.#recent.reduce((sum, { count }) => sum + count, 0);
    const minutes = Math.min(1, Math.max(nowMs - this.#startMs, LEAST_MS) / MINUTE_MS);
    const rate = counted(Math.round(recent / minutes), 'entry', 'entries');
    const facts = [
      `Live: ${rate} a minute, ${countText(this.#entryCount)} so far`,
      this.#reconnectCount > 0 && `connected anew ${counted(this.#reconnectCount, 'time')}`,
      ...Array.from(
        this.#suppressed,
        ([reason, count]) => `${countText(count)} kept back by Cloud Logging (${reason})`,
      ),
      this.#hasGap && 'some missed while there was no connection: pull the logs to see them',
    ];
    return facts.filter(Boolean).join(' · ');
  }

  #forget(nowMs: number): void {
    this.#recent = this.#recent.filter(({ atMs }) => nowMs - atMs < MINUTE_MS);
  }
}

const MINUTE_MS = 60_000;
/** A rate of less than this says nothing. */
const LEAST_MS = 10_000;
const MOST_REASONS = 5;
