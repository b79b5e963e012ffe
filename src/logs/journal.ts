import type { Entry } from './entry';
import { number } from './entryFields';
import { lookUp, type Fields } from './fields';
import { readSeverity } from './severity';
import { readTimestamp } from './timestamp';

/** Whether a record is one of the systemd journal, as `journalctl -o json` prints it. */
export function isJournal(record: Fields): boolean {
  return JOURNAL_FIELDS.some((name) => Object.hasOwn(record, name));
}

/** Every record of the journal has these. */
export const JOURNAL_FIELDS = ['__REALTIME_TIMESTAMP', '__CURSOR'] as const;

/**
 * Reads a record of the systemd journal: a line of text, with the unit as its service and host and process as its instance.
 * Fields: https://www.freedesktop.org/software/systemd/man/latest/systemd.journal-fields.html
 */
export function fromJournal(record: Fields): Entry {
  const field = (name: string): string | undefined => textOf(lookUp(record, name));
  const timestamp =
    readTimestamp(field('_SOURCE_REALTIME_TIMESTAMP')) ?? readTimestamp(field('__REALTIME_TIMESTAMP'));
  const severity = readSeverity(field('PRIORITY'));
  const insertId = field('__CURSOR');
  const unit = (field('_SYSTEMD_UNIT') ?? field('UNIT'))?.replace(/\.service$/, '');
  const service = field('SYSLOG_IDENTIFIER') ?? unit ?? field('_COMM');
  const instance = `${field('_HOSTNAME') ?? ''}/${unit ?? service ?? ''}[${field('_PID') ?? ''}]`;
  const file = field('CODE_FILE');
  const line = field('CODE_LINE');
  const name = field('CODE_FUNC');
  return {
    ...(timestamp !== undefined && { timestamp }),
    ...(severity && { severity }),
    ...(insertId !== undefined && { insertId }),
    ...(service !== undefined && { resource: { type: 'generic_node', labels: { service_name: service } } }),
    labels: { instanceId: instance },
    ...(file !== undefined && {
      sourceLocation: { file, ...(line && { line }), ...(name && { function: name }) },
    }),
    textPayload: field('MESSAGE') ?? '',
  };
}

/** A field's text; one that is no UTF-8 is a list of its bytes, one that stands twice a list of both. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  const [first] = value as readonly unknown[];
  return typeof first === 'string'
    ? first
    : new TextDecoder().decode(Uint8Array.from(value.slice(0, MAX_BYTES).map(number)));
}

/** A message of more bytes is cut. */
const MAX_BYTES = 256 * 1024;
