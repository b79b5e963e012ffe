import { SEVERITIES, type Entry } from '../logs/entry';
import { isFields } from '../logs/fields';

/** Something that can be written into a query, and what it is. */
export interface QueryWord {
  readonly name: string;
  readonly about: string;
}

/**
 * The fields of a log entry that queries ask for.
 * Source: https://cloud.google.com/logging/docs/view/logging-query-language
 */
export const ENTRY_FIELDS: readonly QueryWord[] = [
  { name: 'severity', about: 'DEFAULT, DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL, ALERT or EMERGENCY' },
  { name: 'resource.type', about: 'What it runs on, such as "cloud_run_revision" or "k8s_container"' },
  { name: 'resource.labels.service_name', about: 'Cloud Run: the service' },
  { name: 'resource.labels.revision_name', about: 'Cloud Run: the revision' },
  { name: 'resource.labels.namespace_name', about: 'GKE: the namespace' },
  { name: 'resource.labels.pod_name', about: 'GKE: the pod' },
  { name: 'resource.labels.container_name', about: 'GKE: the container' },
  { name: 'resource.labels.function_name', about: 'Cloud Functions: the function' },
  { name: 'resource.labels.module_id', about: 'App Engine: the service' },
  { name: 'resource.labels.location', about: 'The region or zone' },
  { name: 'logName', about: 'The whole name of the log; log_id() takes its last part' },
  { name: 'textPayload', about: 'The text of an entry that is plain text' },
  { name: 'jsonPayload.message', about: 'The message of an entry that is JSON' },
  { name: 'jsonPayload.level', about: 'The level, as pino, winston and others write it' },
  { name: 'protoPayload.methodName', about: 'Audit logs: what was called' },
  { name: 'httpRequest.status', about: 'The HTTP status' },
  { name: 'httpRequest.requestUrl', about: 'The URL' },
  { name: 'httpRequest.requestMethod', about: 'GET, POST, …' },
  { name: 'httpRequest.latency', about: 'How long it took, such as "1.5s"' },
  { name: 'httpRequest.userAgent', about: 'Who asked' },
  { name: 'trace', about: 'projects/PROJECT/traces/ID' },
  { name: 'spanId', about: 'The part of the trace' },
  { name: 'insertId', about: 'What tells an entry from those of the same time' },
  { name: 'operation.id', about: 'Entries of one operation share it' },
  { name: 'sourceLocation.file', about: 'Where it was logged' },
  { name: 'error_groups.id', about: 'The group of Error Reporting' },
];

/** What else a query is made of. A line break is AND, and OR binds tighter. */
export const QUERY_WORDS: readonly QueryWord[] = [
  { name: 'AND', about: 'Both; a line break means the same' },
  { name: 'OR', about: 'Either; binds tighter than AND' },
  { name: 'NOT', about: 'What does not match' },
  { name: 'log_id("', about: 'The last part of the log name, such as "run.googleapis.com/stderr"' },
  { name: 'SEARCH("', about: 'Words anywhere in an entry' },
  ...SEVERITIES.map((name) => ({ name, about: 'Severity' })),
];

const MOST_FIELDS = 300;
const MOST_DEPTH = 4;
/** What can be written into a query without quotes. */
const PLAIN_NAME = /^[A-Za-z_][\w]{0,79}$/;

/** The fields that entries have in their payload and labels, as a query names them, in the order in which they are met. */
export function fieldsIn(entries: Iterable<Entry>): string[] {
  const found = new Set<string>();
  const walk = (value: unknown, path: string, depth: number): void => {
    if (found.size >= MOST_FIELDS) return;
    if (!isFields(value) || depth === MOST_DEPTH) {
      found.add(path);
      return;
    }
    for (const name of Object.keys(value)) {
      walk(
        value[name],
        `${path}.${PLAIN_NAME.test(name) ? name : JSON.stringify(name.slice(0, 80))}`,
        depth + 1,
      );
    }
  };
  for (const { jsonPayload, labels, resource } of entries) {
    if (jsonPayload) walk(jsonPayload, 'jsonPayload', 0);
    if (labels) walk(labels, 'labels', 0);
    if (resource?.labels) walk(resource.labels, 'resource.labels', 0);
  }
  return [...found];
}

/** The start of the field that ends at a column of a line: what a completion replaces. Columns count from 0. */
export function fieldStart(line: string, column: number): number {
  let start = column;
  while (start > 0 && /[\w."-]/.test(line.charAt(start - 1)) && column - start < MOST_FIELD) start--;
  return start;
}

const MOST_FIELD = 200;
