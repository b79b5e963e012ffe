import type { Entry } from './entry';
import type { LogEvent } from './event';
import { lookUp, type Fields } from './fields';

/** Where an entry came from: service, revision, the commit that was deployed, and the environment; what is known of it. */
type Origin = {
  [K in 'service' | 'revision' | 'commit' | 'environment']: LogEvent[K] | undefined;
};

/** Reads the origin of an entry from what the platform says of it, else from what the logger says. */
export function readOrigin(entry: Entry): Origin {
  const resource = entry.resource?.labels;
  const payload = entry.jsonPayload;
  return {
    service: pick(resource, SERVICE_LABELS) ?? pick(payload, SERVICE_FIELDS),
    revision: pick(resource, REVISION_LABELS) ?? pick(payload, REVISION_FIELDS),
    commit: commitIn(entry.labels) ?? commitIn(resource) ?? commitIn(payload),
    environment: resource?.['project_id'] ?? PROJECT.exec(entry.logName ?? '')?.[1],
  };
}

/** Of Cloud Run, App Engine, GKE and Cloud Functions. */
const SERVICE_LABELS = [
  'service_name',
  'module_id',
  'container_name',
  'function_name',
  'job_name',
  'configuration_name',
];
const SERVICE_FIELDS = ['serviceContext.service', 'service.name', 'service', 'context.service'];
const REVISION_LABELS = ['revision_name', 'version_id'];
const REVISION_FIELDS = ['serviceContext.version'];
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
];
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
