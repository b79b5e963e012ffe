import type { Severity } from '../../logs/entry';
import { severityRank } from '../../logs/severity';
import type { CloudSettings } from './cloudSettings';

/** Where and what to look for, in the Logging query language. */
export type Scope = Pick<CloudSettings, 'resourceTypes' | 'services' | 'extraFilter'>;

/**
 * The default filter: errors by severity, and those that `severity>=ERROR` alone misses. Request logs count by status;
 * loggers such as pino, winston and loguru write a level into `jsonPayload` and no severity; plain traces on stderr of
 * functions have neither. Times are added by `withTimes`.
 *
 * Source: https://cloud.google.com/logging/docs/view/logging-query-language (a line break is AND; OR binds tighter)
 */
export function defaultFilter(scope: Scope, minimumSeverity: Severity): string {
  return filterOf(scope, [
    `severity>=${minimumSeverity}`,
    'httpRequest.status>=500',
    ...levels(minimumSeverity),
    'textPayload:"Traceback (most recent call last)"',
    `textPayload=~${quoted(String.raw`\n\s+at \S`)}`,
    'error_groups.id:*',
  ]);
}

/** What remains of the default filter where the service does not take all of it: severity and status. */
export function plainFilter(scope: Scope, minimumSeverity: Severity): string {
  return filterOf(scope, [`severity>=${minimumSeverity}`, 'httpRequest.status>=500']);
}

/** Adds a time range behind a filter, so that the lines of the filter keep their numbers. */
export function withTimes(filter: string, from: string | undefined, to: string | undefined): string {
  const times = [from && `timestamp>=${quoted(from)}`, to && `timestamp<${quoted(to)}`].filter(Boolean);
  return [filter, times.join(' ')].filter(Boolean).join('\n');
}

/** A value of the query language: quotes and backslashes mean themselves. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function filterOf({ resourceTypes, services, extraFilter }: Scope, wanted: readonly string[]): string {
  return [
    resourceTypes && resourceTypes.length > 0 && `resource.type=${anyOf(resourceTypes)}`,
    services && services.length > 0 && ofServices(services, resourceTypes ?? []),
    `(${wanted.join('\n OR ')})`,
    'NOT log_id("cloudaudit.googleapis.com/activity") NOT log_id("cloudaudit.googleapis.com/system_event")',
    extraFilter?.trim(),
  ]
    .filter(Boolean)
    .join('\n');
}

/** Under which label each kind of resource names what runs on it. */
export const SERVICE_LABELS: ReadonlyMap<string, string> = new Map([
  ['cloud_run_revision', 'service_name'],
  ['cloud_run_job', 'job_name'],
  ['cloud_function', 'function_name'],
  ['gae_app', 'module_id'],
  ['k8s_container', 'container_name'],
  ['k8s_pod', 'pod_name'],
  ['gce_instance', 'instance_id'],
]);

function ofServices(services: readonly string[], types: readonly string[]): string {
  const known = types.flatMap((type) => SERVICE_LABELS.get(type) ?? []);
  const labels = new Set(known.length > 0 ? known : SERVICE_LABELS.values());
  const tests = [...labels].map((label) => `resource.labels.${label}=${anyOf(services)}`);
  return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
}

function anyOf(values: readonly string[]): string {
  const list = values.map(quoted).join(' OR ');
  return values.length === 1 ? list : `(${list})`;
}

/** From which severity a level means it: the words that loggers write, and the numbers of pino and of loguru. */
const LEVELS: readonly { severity: Severity; words: readonly string[]; pino: number; loguru: number }[] = [
  { severity: 'WARNING', words: ['warn', 'warning'], pino: 40, loguru: 30 },
  { severity: 'ERROR', words: ['error', 'err', 'severe'], pino: 50, loguru: 40 },
  { severity: 'CRITICAL', words: ['fatal', 'critical', 'panic', 'emergency'], pino: 60, loguru: 50 },
];

/** Levels below WARNING are never looked for: what these loggers write at them is no error. */
function levels(minimumSeverity: Severity): string[] {
  const wanted = LEVELS.filter(({ severity }) => severityRank(severity) >= severityRank(minimumSeverity));
  const lowest = wanted[0];
  if (!lowest) return [];
  const words = anyOf(wanted.flatMap((level) => level.words));
  return [
    `jsonPayload.level>=${lowest.pino}`,
    `jsonPayload.level=${words}`,
    `jsonPayload.levelname=${words}`,
    `jsonPayload.record.level.no>=${lowest.loguru}`,
  ];
}
