import { createRequire } from 'node:module';
import path from 'node:path';
import { stopwatch, type Duration } from './stopwatch';

/**
 * The peer of the comparisons: DuckDB reads the file, masks every word that has a digit in it, and counts the texts that
 * are then equal, with their first and last time. With samples it tells as much as a pattern does: a series by hours, the
 * five newest texts and the oldest. Loading DuckDB is not in the time.
 *
 * @param folder whose node_modules has DuckDB
 */
export async function groupWithDuckdb(
  log: string,
  folder: string,
  withSamples: boolean,
): Promise<Duration & { readonly groupCount: number }> {
  const load = createRequire(path.join(folder, 'package.json'));
  const { DuckDBInstance } = load('@duckdb/node-api') as Duckdb;
  const elapsed = stopwatch();
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(groupSql(withSamples ? SAMPLES : ''), [log]);
  return { ...elapsed(), groupCount: result.getRows().length };
}

/** What is used of `@duckdb/node-api`, which is not installed where these types are checked. */
interface Duckdb {
  readonly DuckDBInstance: {
    create(
      path: string,
      options: Readonly<Record<string, string>>,
    ): Promise<{ connect(): Promise<Connection> }>;
  };
}

interface Connection {
  runAndReadAll(sql: string, values: readonly string[]): Promise<{ getRows(): readonly unknown[] }>;
}

const SAMPLES = ', histogram(timestamp[1:13]), max_by(said, timestamp, 5), min_by(said, timestamp)';

const groupSql = (more: string): string => String.raw`
  WITH entries AS (
    SELECT timestamp, coalesce(
      textPayload, jsonPayload.stack, jsonPayload.stack_trace, jsonPayload.message,
      concat_ws(' ', httpRequest.requestMethod, httpRequest.requestUrl, httpRequest.status)
    ) AS said
    FROM read_json($1, format = 'newline_delimited', columns = {
      timestamp: 'VARCHAR',
      textPayload: 'VARCHAR',
      jsonPayload: 'STRUCT(message VARCHAR, stack VARCHAR, stack_trace VARCHAR)',
      httpRequest: 'STRUCT(requestMethod VARCHAR, requestUrl VARCHAR, status INTEGER)'
    })
  )
  SELECT regexp_replace(said, '\S*[0-9]\S*', '<*>', 'g') AS pattern, count(*), min(timestamp), max(timestamp) ${more}
  FROM entries
  GROUP BY pattern
`;
