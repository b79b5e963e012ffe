import { detailKind } from './details';

/** Who, when, how urgent and how far, as a line says it of itself. */
export interface InlineDetails {
  readonly owner: string;
  readonly due: string;
  readonly priority: string;
  readonly state: string;
}

/** A line without what it says at its end of who and when: `Add a test (owner: Ada, due: 2025-02-01)`, `… — Jo — by Friday`. */
export interface Detailed extends InlineDetails {
  readonly title: string;
}

/**
 * Takes the details from the end of a line, one after the other, and the state from its beginning. A name without a label or an
 * at sign counts only beside a date: a word alone may be a part of the sentence.
 */
export function withoutDetails(line: string): Detailed {
  const found = new Map<keyof InlineDetails, string>();
  const begun = STATE_AT_START.exec(line);
  if (begun) found.set('state', stateNamed(begun[1] ?? ''));
  let title = line.slice(begun?.[0].length ?? 0).trim();
  for (let times = 0; times < MOST_DETAILS; times++) {
    const rest = withoutLast(title, found);
    if (rest === undefined) break;
    title = rest;
  }
  const of = (kind: keyof InlineDetails) => found.get(kind) ?? '';
  return { title, owner: of('owner'), due: of('due'), priority: of('priority'), state: of('state') };
}

const MOST_DETAILS = 6;
const LONGEST_DETAIL = 160;

type Found = Map<keyof InlineDetails, string>;

/** The line without its last detail, which is put to the others; undefined where it ends with none. */
function withoutLast(line: string, found: Found): string | undefined {
  const group = GROUP_AT_END.exec(line.slice(-LONGEST_DETAIL));
  const inside = group?.[1] ?? group?.[2];
  if (group && inside !== undefined) {
    const rest = line.slice(0, line.length - group[0].length).trimEnd();
    const pieces = inside.split(/[,;|、，；]|\s[–—-]\s/);
    return rest && takeAll(pieces, true, found) ? rest : undefined;
  }
  const mention = MENTION_AT_END.exec(line.slice(-LONGEST_DETAIL));
  if (mention && mention[0].length < line.length) {
    const date = mention[2]?.trim();
    if (date && !found.has('due')) found.set('due', date);
    const isDay = DATE.test(mention[1]?.slice(1) ?? '');
    if (isDay) found.set('due', mention[1]?.slice(1) ?? '');
    else if (!found.has('owner')) found.set('owner', mention[1] ?? '');
    return line.slice(0, line.length - mention[0].length).trimEnd();
  }
  const tail = line.slice(-LONGEST_DETAIL);
  const all = [...tail.matchAll(SEPARATOR)].reverse();
  const isColon = ({ 0: separator }: RegExpExecArray) => separator.startsWith(':');
  // A colon is mostly behind a label, and seldom before a name.
  const parts = [...all.filter((part) => !isColon(part)).slice(0, 4), ...all.filter(isColon).slice(0, 1)];
  for (const { index, 0: separator } of parts) {
    const piece = tail.slice(index + separator.length);
    const rest = line.slice(0, line.length - tail.length + index) + (separator.startsWith('.') ? '.' : '');
    if (separator.startsWith(':') && !/^[*_]/.test(piece)) continue;
    if (rest.length > 1 && takeAll([piece], !separator.startsWith('.'), found)) return rest.trimEnd();
  }
  return undefined;
}

/** Takes pieces that are details, all of them or none. */
function takeAll(pieces: readonly string[], takesNames: boolean, found: Found): boolean {
  const details = pieces.map((piece) => detailIn(piece));
  const isDated = takesNames && (found.has('due') || details.some((detail) => detail?.[0] === 'due'));
  const named = details.map((detail, index) => detail ?? (isDated ? nameIn(pieces[index] ?? '') : undefined));
  if (named.includes(undefined)) return false;
  for (const detail of named) if (detail && !found.has(detail[0])) found.set(...detail);
  return true;
}

/** What a piece says and of what; undefined where it is no detail. */
function detailIn(piece: string): [keyof InlineDetails, string] | undefined {
  const text = bare(piece);
  const labelled = LABELLED.exec(text);
  if (labelled) {
    const [, label = '', value = ''] = labelled;
    const kind = /^(?:priority|prio|priorität|priorité|prioridade?)$/i.test(label)
      ? 'priority'
      : detailKind(label);
    if (kind === 'owner' || kind === 'due' || kind === 'priority') return [kind, bare(value)];
    if (kind === 'state') return [kind, stateNamed(bare(value))];
    return kind === 'estimate' ? ['due', bare(value)] : undefined;
  }
  if (/^(?:P[0-5]|priority \d)$/i.test(text)) return ['priority', text];
  if (/^@[\w.-]{2,40}$/.test(text)) return ['owner', text];
  if (DATE.test(text)) return ['due', text];
  return STATE.test(text) ? ['state', stateNamed(text)] : undefined;
}

/** A piece that can be a person or a team: one to three words that begin with a capital. */
function nameIn(piece: string): [keyof InlineDetails, string] | undefined {
  const text = bare(piece);
  return /^\p{Lu}[\p{L}.'’-]{1,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){0,2}$/u.test(text)
    ? ['owner', text]
    : undefined;
}

/** Without the marks and the full stop around it. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^[*_`]{1,3}|[*_`]{1,3}\.?$|\.$/g, '')
    .trim();
}

function stateNamed(word: string): string {
  if (/^(?:done|closed|complete[d]?)$/i.test(word)) return 'done';
  if (/^(?:todo|to do|open|not started)$/i.test(word)) return 'open';
  return /^(?:wip|in progress|doing|started)$/i.test(word) ? 'in progress' : word;
}

const STATE_AT_START = /^\[?(DONE|TODO|WIP|OPEN|CLOSED|IN PROGRESS)(?:\]|:)\s/;
const STATE =
  /^(?:erledigt|offen|terminé|fait|hecho|feito|klart|完了|DONE|TODO|WIP|OPEN|CLOSED|done|in progress|not started)$/;
const GROUP_AT_END = /(?:\s[*_]{0,3}[([]([^()[\]]{1,140})[)\]][*_]{0,3}|（([^（）]{1,140})）)\.?$/;
const MENTION_AT_END =
  /\s\[?(@(?:\p{L}{3,9} \d{1,2}, \d{4}|[\p{L}\d][\p{L}\d.-]{1,40}))\]?(?:\([^()\s]{1,100}\))?(\s\d{1,2} \p{L}{3,9} \d{4}|\s\d{4}-\d{2}-\d{2})?$/u;
const SEPARATOR = /\s[–—|-]\s|[;,.:]\s/g;
const LABELLED = /^[*_]{0,3}(\p{L}[\p{L} ]{1,24}?)[*_]{0,3}\s?[:=：][*_]{0,3}\s{0,2}(\S.*)$/u;
const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|dic)\\p{L}{0,7}\\.?';
const DATE = new RegExp(
  `^(?:by |due |until |bis )?(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.? ${MONTH}(?: \\d{4})?|${MONTH} \\d{1,2}(?:, \\d{4})?|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|eo[dwqmy]|end of \\p{L}{3,9}|(?:this|next) (?:week|sprint|month|quarter)|(?:in )?\\d{1,3} (?:hours?|days?|weeks?|months?|sprints?)|(?:cw|kw) ?\\d{1,2}|q[1-4](?: \\d{4})?)$`,
  'iu',
);
