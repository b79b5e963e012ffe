import { isFields } from '../../logs/fields';
import { readTimestamp } from '../../logs/timestamp';

/** What an entry is known by. */
export interface EntryHead {
  readonly timestamp?: string | undefined;
  readonly insertId?: string | undefined;
  readonly logName?: string | undefined;
}

/** Of a record that was not read yet. */
export function headOf(record: unknown): EntryHead {
  if (!isFields(record)) return {};
  const { timestamp, insertId, logName } = record;
  return { timestamp: readTimestamp(timestamp), insertId: textOf(insertId), logName: textOf(logName) };
}

/**
 * What makes an entry one: the service takes entries of one log, time and insert id for the same. An entry without an
 * insert id, which the service never returns, is like no other.
 * Source: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry (insertId)
 */
export function identityOf({ timestamp = '', insertId, logName = '' }: EntryHead): string | undefined {
  return insertId === undefined ? undefined : `${timestamp}|${insertId}|${logName}`;
}

/** Remembers the entries seen last, to pass over those that come twice. */
export class Seen {
  readonly #limit: number;
  readonly #keys = new Set<string>();

  /** Past `limit` the ones seen first are forgotten. */
  constructor(limit: number, keys: Iterable<string> = []) {
    this.#limit = limit;
    for (const key of keys) this.remember(key);
  }

  has(entry: EntryHead): boolean {
    const key = identityOf(entry);
    return key !== undefined && this.#keys.has(key);
  }

  /** Whether the entry is seen for the first time; from now on it is not. */
  isNew(entry: EntryHead): boolean {
    const key = identityOf(entry);
    if (key === undefined) return true;
    if (this.#keys.has(key)) return false;
    this.remember(key);
    return true;
  }

  remember(key: string): void {
    this.#keys.add(key);
    if (this.#keys.size <= this.#limit) return;
    const [oldest] = this.#keys;
    if (oldest !== undefined) this.#keys.delete(oldest);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
