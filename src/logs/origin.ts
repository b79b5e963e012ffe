import type { Entry } from './entry';
import type { LogEvent } from './event';
import { lookUp, type Fields } from './fields';

/** Where an entry came from: service, revision, the commit that was deployed, and the environment; what is known of it. */
type Origin = {
  [K in 'service' | 'revision' | 'commit' | 'environment']: LogEvent[K] | undefined;
};

/**
 * Reads the origin of an entry: as it names itself to Error Reporting, else from what the platform says of it, else from
 * what the logger says.
 */
export function readOrigin(entry: Entry): Origin {
  const resource = entry.resource?.labels;
  const { jsonPayload: payload, labels } = entry;
  return {
    service:
      pick(payload, OWN_SERVICE_FIELDS) ?? pick(resource, SERVICE_LABELS) ?? pick(payload, SERVICE_FIELDS),
    revision:
      pick(payload, OWN_REVISION_FIELDS) ??
      pick(resource, REVISION_LABELS) ??
      pick(labels, POD_REVISION_LABELS) ??
      pick(payload, REVISION_FIELDS),
    commit: commitIn(labels) ?? commitIn(resource) ?? commitIn(payload),
    environment:
      resource?.['project_id'] ?? PROJECT.exec(entry.logName ?? '')?.[1] ?? pick(payload, ENVIRONMENT_FIELDS),
  };
}

/** https://cloud.google.com/error-reporting/docs/formatting-error-messages */
export const OWN_SERVICE_FIELDS = ['serviceContext.service'] as const;
export const OWN_REVISION_FIELDS = ['serviceContext.version'] as const;

/** Labels of the resource: of Cloud Run, App Engine, GKE and Cloud Functions. */
export const SERVICE_LABELS = [
  'service_name',
  'module_id',
  'container_name',
  'function_name',
  'job_name',
  'configuration_name',
] as const;
export const REVISION_LABELS = ['revision_name', 'version_id'] as const;
/** Labels of the entry that GKE takes over from the pod. */
export const POD_REVISION_LABELS = ['k8s-pod/version', 'k8s-pod/app_kubernetes_io/version'] as const;

/** Fields of the payload: of ECS and OpenTelemetry, structlog, App Engine's request log, Datadog, plain loggers and Windows. */
export const SERVICE_FIELDS = [
  'service.name',
  'service',
  'context.service',
  'service_name',
  'serviceName',
  'moduleId',
  'dd.service',
  'application',
  'ProviderName',
] as const;
export const REVISION_FIELDS = ['service.version', 'versionId', 'dd.version', 'revision'] as const;
const ENVIRONMENT_FIELDS = [
  'service.environment',
  'deployment.environment',
  'dd.env',
  'environment',
] as const;
const COMMIT_NAMES = [
  'commit-sha',
  'commit_sha',
  'commit',
  'git-commit',
  'git_commit',
  'git-sha',
  'git_sha',
  'vcs.ref.head.revision',
  'org.opencontainers.image.revision',
] as const;
const SHA = /^[0-9a-f]{7,64}$/i;
const PROJECT = /^projects\/([^/]{1,64})\//;

function commitIn(fields: Fields | undefined): string | undefined {
  const commit = pick(fields, COMMIT_NAMES);
  return commit !== undefined && SHA.test(commit) ? commit : undefined;
}

function pick(fields: Fields | undefined, names: readonly string[]): string | undefined {
  if (!fields) return undefined;
  for (const name of names) {
    const value = lookUp(fields, name);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}
