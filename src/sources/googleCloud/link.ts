import type { Entry } from '../../logs/entry';
import { quoted } from './filter';

/** What the Logs Explorer is opened with. Times are RFC 3339. */
export interface ExplorerQuery {
  readonly project: string;
  readonly filter: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The time that is scrolled to. */
  readonly cursor?: string | undefined;
}

/**
 * The Logs Explorer with a query in it. The console's address has its parameters in the path, set apart by semicolons,
 * which is why parentheses, which some readers of links stop at, are encoded twice, as the console itself does.
 */
export function explorerLink({ project, filter, from, to, cursor }: ExplorerQuery): string {
  const range = from || to ? `;timeRange=${encode(from ?? '')}%2F${encode(to ?? '')}` : '';
  const at = cursor ? `;cursorTimestamp=${encode(cursor)}` : '';
  const query = encode(filter.slice(0, MAX_FILTER));
  return `https://console.cloud.google.com/logs/query;query=${query}${range}${at}?project=${encode(project)}`;
}

/** One entry in the Logs Explorer; undefined where it has no insert id to be found by. */
export function entryLink(entry: Entry, project: string): string | undefined {
  const { insertId, timestamp, logName } = entry;
  if (insertId === undefined || timestamp === undefined) return undefined;
  const filter = [
    `insertId=${quoted(insertId)}`,
    `timestamp=${quoted(timestamp)}`,
    logName && `logName=${quoted(logName)}`,
  ];
  return explorerLink({ project, filter: filter.filter(Boolean).join('\n'), cursor: timestamp });
}

/** The service takes no longer ones. */
const MAX_FILTER = 20_000;

/** Half of a surrogate pair, which a cut text ends with, has no encoding. */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
    .replaceAll('(', '%2528')
    .replaceAll(')', '%2529')
    .replaceAll("'", '%27');
}
