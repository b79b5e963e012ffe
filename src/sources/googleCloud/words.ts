import { UserError, type WayOut } from '../../errors';
import { CloudFailure, type FilterPlace } from './cloudFailure';
import { classify, type Failure } from './failure';
import { isProjectId } from './project';
import {
  chooseProject,
  copyText,
  editFilter,
  editSource,
  openUrl,
  pullAgain,
  signInWith,
  SIGN_IN,
} from './waysOut';

/** Whose call failed, as far as the words need it. */
export interface Subject {
  /** The source's name. */
  readonly label: string;
  readonly project?: string | undefined;
  readonly account?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly impersonate?: string | undefined;
  readonly quotaProject?: string | undefined;
  /** It was a tail that failed. */
  readonly isTail?: boolean;
  /** The filter that was sent. */
  readonly filter?: string | undefined;
}

/** Puts a failure into words, with the way out as a button. One that is in words already is passed on. */
export function inWords(error: unknown, subject: Subject, resume?: string): UserError {
  if (error instanceof UserError) return error;
  const failure = classify(error);
  const place = failure.kind === 'filter' ? readPlace(failure.message) : undefined;
  const [message, wayOut] = say(failure, subject, place);
  return new CloudFailure(message, {
    kind: failure.kind,
    cause: error,
    resume,
    place,
    ...(wayOut && { wayOut }),
  });
}

type Said = readonly [message: string, wayOut?: WayOut];

function say(failure: Failure, subject: Subject, place: FilterPlace | undefined): Said {
  const { label, keyFile } = subject;
  const project = subject.project ?? 'the project';
  switch (failure.kind) {
    case 'notSignedIn':
      return ['You are not signed in to Google Cloud on this machine.', SIGN_IN];
    case 'credentialFile':
      return sayFile(failure, label);
    case 'badKey':
      return [
        `The private key in ${keyFile ?? 'the credential file'} cannot be read. Download a new key, or sign in instead.`,
        editSource(label),
      ];
    case 'reauthentication':
      return ["Your organisation's session limit for Google Cloud has expired. Sign in again.", SIGN_IN];
    case 'signInEnded':
      return [`Your sign-in to Google Cloud has ended (${failure.message}). Sign in again.`, SIGN_IN];
    case 'tokenExpired':
      if (keyFile) {
        return [
          `Google Cloud does not take the key in ${keyFile}: it was deleted or disabled, or this machine's clock is wrong.`,
          editSource(label),
        ];
      }
      return [
        'Google Cloud no longer takes the access token: they live for an hour. Sign in again.',
        SIGN_IN,
      ];
    case 'workloadIdentity':
      return [
        `Google Cloud did not take this workload's identity: ${sentence(failure.message)}`,
        editSource(label),
      ];
    case 'executable':
      return [sentence(failure.message), editSource(label)];
    case 'impersonation':
      return sayImpersonation(subject);
    case 'clockSkew':
      return [
        "Google Cloud did not take the key's signature: this machine's clock is wrong. Set it, then pull again.",
        pullAgain(label),
      ];
    case 'offline':
      return ['Google Cloud cannot be reached. Check the network, then pull again.', pullAgain(label)];
    case 'proxy':
      return [
        'A proxy between here and Google Cloud stops the calls. Set the source\'s transport to "rest", which goes through the proxy that VS Code knows.',
        editSource(label),
      ];
    case 'permission':
      return sayPermission(failure, subject);
    case 'apiDisabled':
      return [
        `The Cloud Logging API is not enabled in ${project}.`,
        openUrl('Enable API', failure.status?.helpUrl ?? apiPage(subject.project)),
      ];
    case 'quota':
      if (subject.isTail) {
        return [
          `The live tail sessions of ${project} are all in use: there are ten for everyone. Close one, or pull instead.`,
          pullAgain(label),
        ];
      }
      return [
        `The read quota of ${project} is used up (60 calls a minute, shared by everyone who looks at its logs). Go on in a minute.`,
        pullAgain(label),
      ];
    case 'sharedQuota':
      return saySharedQuota(subject);
    case 'quotaProject':
      return sayQuotaProject(subject);
    case 'filter':
      return [sayFilter(failure, subject.filter, place), editFilter(label)];
    case 'pageToken':
      return ['This pull cannot be gone on with any more. Pull again.', pullAgain(label)];
    case 'noProject':
      return [`No project is known whose logs "${label}" reads.`, chooseProject(label)];
    case 'projectNotFound':
      return [`Google Cloud knows no project ${project}, or you may not see it.`, chooseProject(label)];
    case 'unavailable':
      return [
        'Cloud Logging is not available at the moment. What came before counts; pull again to go on.',
        pullAgain(label),
      ];
    case 'timeout':
      return [
        'Cloud Logging did not answer in time. A shorter time range or a narrower filter answers sooner.',
        editFilter(label),
      ];
    case 'cancelled':
      return ['The call to Cloud Logging was cancelled.'];
    case 'unknown':
      return [`Cloud Logging answered: ${sentence(failure.message)}`];
  }
}

function sayFile(failure: Failure, label: string): Said {
  const where = failure.message.includes('GOOGLE_APPLICATION_CREDENTIALS')
    ? ' named by the variable GOOGLE_APPLICATION_CREDENTIALS'
    : '';
  if (failure.file !== undefined) {
    const restart = where ? ' VS Code must be restarted to see a changed variable.' : '';
    return [`The credential file ${failure.file}${where} does not exist.${restart}`, editSource(label)];
  }
  return [`The credential file${where} is not a credential file of Google Cloud.`, editSource(label)];
}

function sayImpersonation({ impersonate, account, label }: Subject): Said {
  const target = impersonate ?? 'the service account';
  const who = account && account !== impersonate ? account : 'You';
  const command =
    impersonate && isAccount(impersonate)
      ? `gcloud iam service-accounts add-iam-policy-binding ${impersonate} --member=${memberOf(account, impersonate)} --role=roles/iam.serviceAccountTokenCreator`
      : undefined;
  return [
    `${who} may not act as ${target}. Ask for the role roles/iam.serviceAccountTokenCreator on it.`,
    command ? copyText('Copy gcloud Command', command) : editSource(label),
  ];
}

function sayPermission(failure: Failure, { project, account, label }: Subject): Said {
  const { metadata = {} } = failure.status ?? {};
  const permission =
    metadata['permission'] ??
    (/'(logging\.[\w.]{1,80})'/.exec(failure.message)?.[1] || 'logging.logEntries.list');
  const [role, why] = roleFor(permission);
  const command =
    project && isProjectId(project)
      ? `gcloud projects add-iam-policy-binding ${project} --member=${memberOf(account)} --role=${role}`
      : undefined;
  return [
    `${account ?? 'Your account'} lacks ${permission} on ${project ?? 'the project'}. Ask for the role ${role}${why}.`,
    command ? copyText('Copy gcloud Command', command) : chooseProject(label),
  ];
}

/** https://cloud.google.com/logging/docs/access-control */
function roleFor(permission: string): readonly [role: string, why: string] {
  if (permission.startsWith('logging.privateLogEntries')) {
    return ['roles/logging.privateLogViewer', ', which also shows Data Access audit logs'];
  }
  if (permission.startsWith('logging.views'))
    return ['roles/logging.viewAccessor', ', which opens a log view'];
  return ['roles/logging.viewer', ''];
}

function saySharedQuota({ project, label }: Subject): Said {
  const command =
    project && isProjectId(project)
      ? `gcloud auth application-default set-quota-project ${project}`
      : undefined;
  return [
    "The calls count against gcloud's own project, whose quota all its users share. Set a quota project of yours.",
    command ? signInWith('Set Quota Project', command) : editSource(label),
  ];
}

function sayQuotaProject({ project, quotaProject, account, label }: Subject): Said {
  const charged = quotaProject ?? project;
  const command =
    charged && isProjectId(charged)
      ? `gcloud projects add-iam-policy-binding ${charged} --member=${memberOf(account)} --role=roles/serviceusage.serviceUsageConsumer`
      : undefined;
  return [
    `${account ?? 'Your account'} may not use the quota of ${charged ?? 'the quota project'}. Ask for the role roles/serviceusage.serviceUsageConsumer on it, or name another quota project.`,
    command ? copyText('Copy gcloud Command', command) : editSource(label),
  ];
}

function sayFilter(failure: Failure, filter: string | undefined, place: FilterPlace | undefined): string {
  if (!place) return `Cloud Logging cannot read the filter: ${sentence(failure.message)}`;
  const line = filter?.split('\n')[place.line - 1];
  const before = line?.slice(Math.max(0, place.column - 1 - MAX_QUOTED), place.column - 1) ?? '';
  const after = line?.slice(place.column - 1, place.column - 1 + MAX_QUOTED) ?? '';
  const marked = line === undefined ? '' : `: ${before} ▸ ${after}`;
  return `Cloud Logging cannot read the filter at line ${place.line}, column ${place.column}${marked}`;
}

/** How much of the filter is quoted on each side of the place. */
const MAX_QUOTED = 40;

function readPlace(message: string): FilterPlace | undefined {
  const match = /\bline (\d{1,6}),? column (\d{1,6})/.exec(message);
  return match ? { line: Number(match[1]), column: Number(match[2]) } : undefined;
}

/** Which member of a policy an account is; a place to fill in where it is not known. */
function memberOf(account: string | undefined, other?: string): string {
  if (!account || account === other || !isAccount(account)) return 'user:YOUR_ACCOUNT';
  return `${account.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user'}:${account}`;
}

/** Whether a text is an account's address, which is then safe in a command line. */
function isAccount(text: string): boolean {
  return /^[\w.+-]{1,100}@[\w.-]{1,200}$/.test(text);
}

function apiPage(project: string | undefined): string {
  const query = project ? `?project=${encodeURIComponent(project)}` : '';
  return `https://console.cloud.google.com/apis/library/logging.googleapis.com${query}`;
}

/** A first line that is no essay, ended as a sentence. */
function sentence(message: string): string {
  const line = message.split('\n', 1)[0]?.slice(0, 300).trim() ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
