import { withoutColours } from '../frames/colours';
import type { Entry, Severity } from '../logs/entry';
import { strings } from '../logs/entryFields';
import { isFields, lookUp } from '../logs/fields';
import { readHeader } from '../logs/header';
import { readSeverity } from '../logs/severity';
import { readTimestamp } from '../logs/timestamp';

/** A line of a program's log as what ran the program wrote it down: with a time, and with the name of the program. */
export interface Enveloped {
  /** The line as the program wrote it. */
  readonly text: string;
  readonly timestamp?: string | undefined;
  readonly severity?: Severity | undefined;
  /** `stdout` or `stderr`. */
  readonly stream?: string | undefined;
  readonly resource?: Entry['resource'];
  readonly labels?: Entry['labels'];
  /** The program's line goes on in the next one of the same writer. */
  readonly isPartial?: boolean;
}

/** Reads a line in which another is wrapped; undefined where it is none of its kind. `now` completes times without a year. */
export type Envelope = (line: string, now: Date) => Enveloped | undefined;

/**
 * `{"log":"…\n","stream":"stderr","time":"2025-01-07T15:42:02.118546123Z"}`, or such a line with where it was written, as Fluent Bit and
 * Fluentd keep it: https://docs.docker.com/engine/logging/drivers/json-file/
 * https://docs.fluentbit.io/manual/data-pipeline/filters/kubernetes
 */
export const dockerJson: Envelope = (line) => {
  if (!line.startsWith('{')) return undefined;
  const record = parse(line);
  const log = isFields(record) ? lookUp(record, 'log') : undefined;
  if (!isFields(record) || typeof log !== 'string') return undefined;
  const pod = lookUp(record, 'kubernetes');
  const isOfDocker = Object.keys(record).every((name) => DOCKER_FIELDS.has(name));
  if (!isOfDocker && !isFields(pod)) return undefined;
  const timestamp = readTimestamp(
    lookUp(record, 'time') ?? lookUp(record, '@timestamp') ?? lookUp(record, 'date'),
  );
  const stream = lookUp(record, 'stream');
  if (timestamp === undefined && stream === undefined) return undefined;
  const service = lookUp(record, 'attrs.com.docker.compose.service') ?? lookUp(record, 'attrs.tag');
  const labels = strings(pod) ?? (typeof service === 'string' ? { container_name: service } : undefined);
  return {
    text: log.endsWith('\n') ? log.slice(0, -1) : log,
    timestamp,
    stream: typeof stream === 'string' ? stream : undefined,
    ...(labels && { resource: container(labels) }),
    isPartial: isOfDocker && !log.endsWith('\n'),
  };
};

const DOCKER_FIELDS: ReadonlySet<string> = new Set(['log', 'stream', 'time', 'attrs']);

/** `2025-01-07T15:42:02.118546123Z stderr F message`: https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md */
export const cri: Envelope = (line) => {
  const match = CRI.exec(line);
  if (!match) return undefined;
  const [, time, stream, tag, text = ''] = match;
  return { text, timestamp: readTimestamp(time), stream, isPartial: tag === 'P' };
};

/** `2025-01-07T15:42:02.118546123Z message`, as `docker logs -t` and `kubectl logs --timestamps` print it. */
export const timed: Envelope = (line) => {
  const match = TIMED.exec(line);
  return match ? { text: match[2] ?? '', timestamp: readTimestamp(match[1]) } : undefined;
};

/** `[pod/web-5d9c/app] message`, with a time before the message or without, as `kubectl logs --prefix` prints it. */
export const kubectl: Envelope = (line) => {
  const match = POD.exec(line);
  if (!match) return undefined;
  const [prefix, pod = '', name = ''] = match;
  const rest = line.slice(prefix.length);
  const labels = { pod_name: pod, container_name: name };
  return { ...(timed(rest, NEVER) ?? { text: rest }), resource: { type: 'k8s_container', labels } };
};

/** `web-1  | message`, coloured or not, with a time before the message or without, as `docker compose logs` prints it. */
export const compose: Envelope = (line) => {
  const plain = line.includes('\u001b') ? withoutColours(line).text : line;
  const match = COMPOSE.exec(plain);
  if (!match) return undefined;
  const [prefix, name = ''] = match;
  const rest = plain.slice(prefix.length);
  const service = name.replace(/[-_]\d{1,4}$/, '');
  return {
    ...(timed(rest, NEVER) ?? { text: rest }),
    resource: container({ service_name: service, container_name: name }),
  };
};

/**
 * `Jan  7 15:42:02 host app[812]: message`, with the host or without, with an ISO time and with a priority too, as syslog daemons and `journalctl`
 * write it: https://www.rfc-editor.org/rfc/rfc3164 and https://www.rfc-editor.org/rfc/rfc5424
 */
export const syslog: Envelope = (line, now) => {
  const match = SYSLOG_5424.exec(line) ?? SYSLOG.exec(line);
  if (!match?.groups) return undefined;
  const { pri, time = '', host = '', app = '', pid } = match.groups;
  const isNamed = app !== '' && app !== '-';
  return {
    text: line.slice(match[0].length),
    timestamp: readHeader(`${time} -`, now)?.timestamp,
    severity: pri === undefined ? undefined : readSeverity(Number(pri) % 8),
    ...(isNamed && { resource: { type: 'generic_node', labels: { service_name: app } } }),
    labels: { instanceId: `${host}/${app}[${pid ?? ''}]` },
  };
};

const CRI =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\w{1,20})?(?: (.*))?$/s;
const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: (.*))?$/s;
const POD = /^\[pod\/([\w.-]{1,253})\/([\w.-]{1,253})\] ?/;
const COMPOSE = /^([\w.-]{1,100}) {1,100}\| ?/;
const SYSLOG =
  /^(?:<(?<pri>\d{1,3})>)?(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) (?:(?<host>[\w.:-]{1,255}) (?=[^\s[\]:]{1,100}(?:\[[^\]\s]{1,30}\])?:)|(?=[^\s[\]:]{1,100}\[[^\]\s]{1,30}\]:))(?<app>[^\s[\]:]{1,100})(?:\[(?<pid>[^\]\s]{1,30})\])?: ?/;
const SYSLOG_5424 =
  /^<(?<pri>\d{1,3})>1 (?<time>\S{1,40}) (?<host>\S{1,255}) (?<app>\S{1,48}) (?<pid>\S{1,128}) \S{1,32} (?:-|(?:\[[^\]]{0,1000}\]){1,20}) ?(?:\ufeff)?/;

/** The times of containers are whole. */
const NEVER = new Date(0);

function container(labels: Readonly<Record<string, string>>): Entry['resource'] {
  return { type: 'docker_container', labels };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
