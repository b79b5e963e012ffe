import { withoutColours } from '../frames/colours';
import { readFrames } from '../frames/read';
import { decode } from '../logs/decode';
import { isFields } from '../logs/fields';
import { readHeader } from '../logs/header';
import { isJournal } from '../logs/journal';
import { CsvReader, isCsvHeader } from './csvReader';
import { EnvelopeReader } from './envelopeReader';
import type { FileFormat } from './formats';
import { compose, cri, dockerJson, kubectl, syslog, timed, type Envelope } from './envelopes';
import { LineReader } from './lineReader';
import { ObjectReader } from './objectReader';
import type { RecordReader } from './recordReader';
import { isWebLogHeader, WebLogReader } from './webLogReader';
import { isYamlLog, YamlReader } from './yamlReader';

/** How much of a file is looked at to tell what it is. */
export const HEAD_BYTES = 64 * 1024;

/** Whether each record of a file of this form stands in lines of its own, as JSON or text. */
export function isInLines(format: FileFormat): boolean {
  return format === 'lines' || format === 'text';
}

/** A reader for a file of this form. Any reader reads anything: what it cannot read is a bad record. */
export function readerOf(format: FileFormat, now: Date): RecordReader {
  if (format === 'objects') return new ObjectReader();
  if (format === 'csv') return new CsvReader();
  if (format === 'w3c') return new WebLogReader();
  if (format === 'yaml') return new YamlReader();
  const envelope = ENVELOPES.get(format);
  return envelope ? new EnvelopeReader(envelope, now) : new LineReader(now, format === 'lines');
}

/** Tells the form from the start of a file; never from its name. `unknown` is text but no log. */
export function sniffFormat(head: Buffer): FileFormat | 'blank' | 'binary' | 'unknown' {
  const text = head.toString('utf8');
  if (isBinary(head, text)) return 'binary';
  if (text.trim() === '') return 'blank';
  if (/^\s*\[\s*[{\]]/.test(text)) return 'objects';
  const lines = withoutColours(text)
    .text.split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  // The last line may be cut.
  if (head.length >= HEAD_BYTES && lines.length > 1) lines.pop();
  return ofJson(lines) ?? (/^\s*\{/.test(text) ? 'objects' : ofText(lines));
}

/** Which form the lines have that are JSON, if any is. */
function ofJson(lines: readonly string[]): FileFormat | undefined {
  let entries = 0;
  let journal = 0;
  let docker = 0;
  for (const line of lines.slice(0, MAX_LINES)) {
    const record = parse(line);
    if (record === undefined || !('entry' in decode(record))) continue;
    entries++;
    if (isFields(record) && isJournal(record)) journal++;
    if (dockerJson(line, NOW)) docker++;
  }
  if (entries === 0) return undefined;
  if (docker * 2 > entries) return 'docker-json';
  return journal * 2 > entries ? 'journal' : 'lines';
}

function ofText(lines: readonly string[]): FileFormat | 'unknown' {
  if (isCsvHeader(lines[0] ?? '')) return 'csv';
  const some = lines.slice(0, MAX_LINES);
  if (isYamlLog(some)) return 'yaml';
  if (lines[0]?.startsWith('#') && some.some(isWebLogHeader)) return 'w3c';
  for (const { id, envelope, share } of TEXT_ENVELOPES) {
    const wrapped = some.filter((line) => envelope(line, NOW)).length;
    if (wrapped > 0 && wrapped >= some.length * share) return id;
  }
  return isLog(some) ? 'text' : 'unknown';
}

/** Lines that are looked at: the first of a file tell what it is. */
const MAX_LINES = 1000;
/** What year it is does not matter to what a line is. */
const NOW = new Date(0);

/** Containers write their times in nanoseconds, and a program's own times are rarely so fine. */
const timedInNanoseconds: Envelope = (line, now) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,9}(?:Z|[+-]\d\d:\d\d)(?: |$)/.test(line)
    ? timed(line, now)
    : undefined;

/** Which form a text has of whose lines at least the share are wrapped so; the most telling first. */
const TEXT_ENVELOPES: readonly { id: FileFormat; envelope: Envelope; share: number }[] = [
  { id: 'cri', envelope: cri, share: 0.8 },
  { id: 'kubectl', envelope: kubectl, share: 0.8 },
  { id: 'compose', envelope: compose, share: 0.8 },
  { id: 'docker', envelope: timedInNanoseconds, share: 0.8 },
  // The second line of a message stands without a prefix.
  { id: 'syslog', envelope: syslog, share: 0.6 },
];

const ENVELOPES: ReadonlyMap<FileFormat, Envelope> = new Map<FileFormat, Envelope>([
  ['docker-json', dockerJson],
  ['docker', timed],
  ['cri', cri],
  ['kubectl', kubectl],
  ['compose', compose],
  ['syslog', syslog],
]);

/** The record of a line that is JSON. */
function parse(line: string): unknown {
  if (!line.startsWith('{') || !line.trimEnd().endsWith('}')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Control characters, and bytes that are not UTF-8, are rare in text: a few Latin-1 letters or a NUL do no harm. */
function isBinary(head: Buffer, text: string): boolean {
  const strange = text.match(STRANGE)?.length ?? 0;
  return strange > head.length * 0.05;
}

/** Of the control characters, text has backspaces, tabs, line feeds, form feeds, carriage returns and escapes (colours). */
// oxlint-disable-next-line no-control-regex -- they are what it looks for
const STRANGE = /[\0-\x07\x0b\x0e-\x1a\x1c-\x1f\ufffd]/g;

/**
 * A log starts with a time or a level, or one line in ten does, or names a place in code, or one line in two has a time among
 * its first words or is made of `name=value` pairs: a README or source does not.
 */
function isLog(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  if (readHeader(first) || first.startsWith('Traceback (most recent call last)')) return true;
  const headers = lines.filter((line) => readHeader(line)).length;
  const frames = readFrames(lines.join('\n')).filter((frame) => frame.line !== undefined).length;
  if ((headers + frames) * 10 >= lines.length) return true;
  return lines.filter((line) => TIMED_LATER.test(line) || PAIRS.test(line)).length * 2 >= lines.length;
}

const TIMED_LATER = /^[^,;\t]{1,60}?[ [(]\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;
/** Four pairs. */
const PAIRS = /^(?:[a-zA-Z][\w.@-]{0,40}=(?:"[^"]{0,300}"|'[^']{0,300}'|[^\s"']{0,300})(?: +|$)){4}/;
