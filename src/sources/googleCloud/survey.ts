import { decode } from '../../logs/decode';
import { callList, UNHEARD } from './call';
import type { Connection } from './connection';
import { SERVICE_LABELS, withTimes } from './filter';
import { requestOf } from './listing';

/** What recent logs come from, to be chosen from: most frequent first. */
export interface Survey {
  readonly resourceTypes: readonly Counted[];
  readonly services: readonly (Counted & { readonly resourceType: string })[];
  /** How many entries were looked at, and of which time on (RFC 3339). */
  readonly entryCount: number;
  readonly since: string;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

const SPAN_MS = 24 * 3_600_000;

/**
 * Looks at the last day's newest entries: a page of those that are errors, and a page of all, since a service without
 * errors should be there to choose, and one that talks much should not hide the others.
 */
export async function survey(connection: Connection, signal: AbortSignal): Promise<Survey> {
  const since = new Date(connection.clock.now() - SPAN_MS).toISOString();
  const types = new Map<string, number>();
  const services = new Map<string, { name: string; resourceType: string; count: number }>();
  let entryCount = 0;
  for (const filter of ['severity>=WARNING', '']) {
    const request = requestOf(connection, withTimes(filter, since, undefined), 'newest first');
    const { records } = await callList(connection, request, signal, UNHEARD);
    for (const record of records) {
      const decoded = decode(record);
      if (!('entry' in decoded)) continue;
      entryCount++;
      const { type, labels = {} } = decoded.entry.resource ?? {};
      if (!type) continue;
      types.set(type, (types.get(type) ?? 0) + 1);
      const name = labels[SERVICE_LABELS.get(type) ?? ''];
      if (!name) continue;
      const key = `${type}|${name}`;
      services.set(key, { name, resourceType: type, count: (services.get(key)?.count ?? 0) + 1 });
    }
  }
  const counted = [...types].map(([name, count]) => ({ name, count }));
  return {
    resourceTypes: counted.sort(byCount),
    services: [...services.values()].sort(byCount),
    entryCount,
    since,
  };
}

function byCount(a: Counted, b: Counted): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1);
}
