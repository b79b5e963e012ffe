import { FilterError } from './filter';

/** What the service can answer instead of a page. */
export type FaultKind =
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'IAM_PERMISSION_DENIED'
  | 'QUOTA_PROJECT_DENIED'
  | 'SERVICE_DISABLED'
  | 'PROJECT_NOT_FOUND'
  | 'RESOURCE_EXHAUSTED'
  | 'RESOURCE_EXHAUSTED_WITH_RETRY_INFO'
  | 'RESOURCE_EXHAUSTED_SHARED_PROJECT'
  | 'INVALID_ARGUMENT'
  | 'INVALID_PAGE_TOKEN'
  | 'UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'INTERNAL'
  | 'HTML_502'
  | 'HANG';

/** A fault that is armed: it hits the calls of a method, after some have passed, for a number of times. */
export interface Fault {
  readonly kind: FaultKind;
  readonly method?: Method;
  /** Calls that pass before the first is hit; 0 unless told. For a tail: messages that are sent before. */
  readonly after?: number;
  /** How many calls are hit; 1 unless told. */
  readonly times?: number;
}

export type Method = 'list' | 'tail' | 'logs';

/** A status as gRPC has it, with the details that `google.rpc` defines. */
export class ServiceError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: readonly Detail[] = [],
  ) {
    super(message);
  }
}

export type Detail =
  | {
      readonly type: 'ErrorInfo';
      readonly reason: string;
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly type: 'RetryInfo'; readonly seconds: number }
  | { readonly type: 'Help'; readonly url: string };

/** How each status is named in the body of an HTTP answer, and its HTTP status. */
export const STATUS: ReadonlyMap<number, readonly [name: string, http: number]> = new Map([
  [1, ['CANCELLED', 499]],
  [3, ['INVALID_ARGUMENT', 400]],
  [4, ['DEADLINE_EXCEEDED', 504]],
  [5, ['NOT_FOUND', 404]],
  [7, ['PERMISSION_DENIED', 403]],
  [8, ['RESOURCE_EXHAUSTED', 429]],
  [13, ['INTERNAL', 500]],
  [14, ['UNAVAILABLE', 503]],
  [16, ['UNAUTHENTICATED', 401]],
]);

/** The texts are the service's own where they are published; others are in its words. */
export function errorOf(kind: Exclude<FaultKind, 'HANG'>, project: string): ServiceError {
  switch (kind) {
    case 'UNAUTHENTICATED':
      return new ServiceError(
        16,
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      );
    case 'PERMISSION_DENIED':
      return new ServiceError(7, 'The caller does not have permission');
    case 'IAM_PERMISSION_DENIED':
      return new ServiceError(
        7,
        "Permission 'logging.logEntries.list' denied on resource (or it may not exist).",
        [
          info('IAM_PERMISSION_DENIED', {
            permission: 'logging.logEntries.list',
            resource: `projects/${project}`,
          }),
        ],
      );
    case 'QUOTA_PROJECT_DENIED':
      return new ServiceError(
        7,
        `Caller does not have required permission to use project ${project}. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission.`,
        [info('USER_PROJECT_DENIED', { consumer: `projects/${project}` })],
      );
    case 'SERVICE_DISABLED':
      return new ServiceError(
        7,
        `Cloud Logging API has not been used in project ${project} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/logging.googleapis.com/overview?project=${project} then retry.`,
        [
          info('SERVICE_DISABLED', { consumer: `projects/${project}`, service: 'logging.googleapis.com' }),
          {
            type: 'Help',
            url: `https://console.developers.google.com/apis/api/logging.googleapis.com/overview?project=${project}`,
          },
        ],
      );
    case 'PROJECT_NOT_FOUND':
      return new ServiceError(5, `Project does not exist: ${project}`);
    case 'RESOURCE_EXHAUSTED':
      return quota(project, []);
    case 'RESOURCE_EXHAUSTED_WITH_RETRY_INFO':
      return quota(project, [{ type: 'RetryInfo', seconds: 7 }]);
    case 'RESOURCE_EXHAUSTED_SHARED_PROJECT':
      return quota('764086051850', []);
    case 'INVALID_ARGUMENT':
      return new ServiceError(3, new FilterError('severity>>', 9, '>').message);
    case 'INVALID_PAGE_TOKEN':
      return new ServiceError(3, 'page_token is invalid or has expired.');
    case 'UNAVAILABLE':
      return new ServiceError(14, 'The service is currently unavailable.');
    case 'DEADLINE_EXCEEDED':
      return new ServiceError(4, 'Deadline expired before operation could complete.');
    case 'INTERNAL':
      return new ServiceError(13, 'Internal error encountered.');
    case 'HTML_502':
      return new ServiceError(14, HTML_502);
  }
}

/** What a proxy in front of the service answers. */
export const HTML_502 = '<!DOCTYPE html><html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1></html>';

/** A quota that is used up; without `RetryInfo` nobody says when it is free again. */
export function quota(consumer: string, details: readonly Detail[]): ServiceError {
  return new ServiceError(
    8,
    `Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute' of service 'logging.googleapis.com' for consumer 'project_number:${consumer}'.`,
    [
      info('RATE_LIMIT_EXCEEDED', {
        consumer: `projects/${consumer}`,
        quota_limit: 'ReadRequestsPerMinutePerProject',
        quota_limit_value: '60',
        service: 'logging.googleapis.com',
      }),
      ...details,
    ],
  );
}

function info(reason: string, metadata: Readonly<Record<string, string>>): Detail {
  return { type: 'ErrorInfo', reason, metadata };
}
