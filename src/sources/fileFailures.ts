import { UserError, type WayOut } from '../errors';
import type { BadRecord } from '../logs/entry';

// Why a file that can be read is no log, in words.

export function emptyFile(label: string): UserError {
  return new UserError(`${label} is empty. Choose another file, or write the log into it again.`);
}

export function noLog(label: string, isBinary: boolean): UserError {
  const what = isBinary ? 'is no text, so it is no log' : 'is text, but no log that we know';
  return new UserError(`${label} ${what}. ${WHAT_IS_READ}`, isBinary ? {} : otherFormat(label));
}

export function noEntries(label: string, { at, why }: BadRecord): UserError {
  return new UserError(
    `${label} has no log entries: record ${at} ${why}. ${WHAT_IS_READ}`,
    otherFormat(label),
  );
}

/** The user may know better what it is. */
function otherFormat(label: string): { readonly wayOut: WayOut } {
  return {
    wayOut: { title: 'Change Log Format…', command: 'fiveWhys.changeLogFormat', arguments: [label] },
  };
}

const WHAT_IS_READ =
  'Five Whys reads the JSON, YAML and CSV of Cloud Logging, the JSON of loggers, logs of containers, of systemd and of web servers, and text in which lines start with a time or a level, also gzipped.';
