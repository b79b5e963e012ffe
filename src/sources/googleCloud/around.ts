import type { Entry } from '../../logs/entry';
import { quoted } from './filter';

/** A question about an entry: what else was logged beside it. */
export interface Around {
  /** As shown to the user. */
  readonly title: string;
  /** Without times. */
  readonly filter: string;
  /** RFC 3339. */
  readonly from: string;
  readonly to: string;
}

/** Every entry of the request that this one belongs to, of whatever severity. Undefined where it names no trace. */
export function sameTrace(entry: Entry): Around | undefined {
  if (!entry.trace) return undefined;
  return around(entry, `trace=${quoted(entry.trace)}`, 'The same trace', TRACE_MS);
}

/**
 * What the same instance logged right before and after. Plain text on stderr carries no trace, and it is then the only
 * way from a request to its traceback.
 */
export function sameInstance(entry: Entry): Around | undefined {
  const { labels = {}, resource } = entry;
  const instance =
    labels['instanceId'] ?? resource?.labels?.['pod_name'] ?? resource?.labels?.['instance_id'];
  if (instance === undefined) return undefined;
  const test =
    labels['instanceId'] !== undefined
      ? `labels.instanceId=${quoted(instance)}`
      : resource?.labels?.['pod_name'] !== undefined
        ? `resource.labels.pod_name=${quoted(instance)}`
        : `resource.labels.instance_id=${quoted(instance)}`;
  return around(entry, [resourceOf(entry), test].filter(Boolean).join('\n'), 'The same instance', NEAR_MS);
}

/** What the same service, on any instance, logged right before and after. */
export function sameService(entry: Entry): Around | undefined {
  const filter = resourceOf(entry);
  return filter ? around(entry, filter, 'Surrounding lines', NEAR_MS) : undefined;
}

const TRACE_MS = 5 * 60_000;
const NEAR_MS = 30_000;

/** Labels that say what runs, not where. */
const NAMING = ['service_name', 'job_name', 'function_name', 'module_id', 'namespace_name', 'container_name'];

function resourceOf({ resource }: Entry): string {
  if (!resource?.type) return '';
  const labels = NAMING.flatMap((name) => {
    const value = resource.labels?.[name];
    return value ? [`resource.labels.${name}=${quoted(value)}`] : [];
  });
  return [`resource.type=${quoted(resource.type)}`, ...labels].join('\n');
}

function around(entry: Entry, filter: string, title: string, ms: number): Around | undefined {
  const at = Date.parse(entry.timestamp ?? '');
  if (Number.isNaN(at)) return undefined;
  return { title, filter, from: new Date(at - ms).toISOString(), to: new Date(at + ms).toISOString() };
}
