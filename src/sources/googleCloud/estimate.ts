import type { PullEstimate } from '../source';
import { PAGE_SIZE } from './listing';
import { CALLS_PER_MINUTE } from './pacer';
import type { ListAnswer } from './transport';
import { isFields } from '../../logs/fields';

/**
 * What a pull would cost, from its first page: exact where that page is all, else by how much of the range it covers.
 * Errors come in bursts, so this is an order of magnitude.
 */
export function estimateFrom(
  answer: ListAnswer,
  from: string | undefined,
  to: string | undefined,
  nowMs: number,
): PullEstimate {
  const count = answer.records.length;
  if (answer.nextPageToken === '') return { callCount: 1, entryCount: count, seconds: 1, isExact: true };
  const entryCount = Math.max(count + 1, extrapolated(answer, from, to, nowMs) ?? 0);
  const callCount = Math.ceil(entryCount / PAGE_SIZE);
  return { callCount, entryCount, seconds: secondsFor(callCount), isExact: false };
}

/** How long so many calls take, once the minute's share of the quota is used up. */
export function secondsFor(callCount: number): number {
  const waits = Math.floor(Math.max(0, callCount - 1) / CALLS_PER_MINUTE);
  return waits * 60 + Math.ceil((callCount - waits * CALLS_PER_MINUTE) * SECONDS_PER_CALL);
}

const SECONDS_PER_CALL = 0.5;

function extrapolated(
  { records }: ListAnswer,
  from: string | undefined,
  to: string | undefined,
  nowMs: number,
): number | undefined {
  const oldest = timeOf(records.at(-1));
  const start = Date.parse(from ?? '');
  const end = Math.min(nowMs, to === undefined ? nowMs : Date.parse(to));
  if (oldest === undefined || Number.isNaN(start) || !(end > oldest)) return undefined;
  return Math.ceil((records.length * (end - start)) / (end - oldest));
}

function timeOf(record: unknown): number | undefined {
  const time = isFields(record) ? record['timestamp'] : undefined;
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
