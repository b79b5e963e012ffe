import {
  BACKSLASH,
  byteAt,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DIGIT_0,
  DOT,
  isDigit,
  LETTER_U,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  SPACE,
} from './bytes';
import { join, TEXT_START } from './hash';
import { FIELD_SLOTS, FIELD_TABLES, Fields, Float, FLOATS, Use, Word, WORDS } from './layout';
import { hasBreak, hash, isEscaped, NOWHERE, readName, readString, skipLiteral, skipString } from './strings';
import { addToForm, form, readText, startForm } from './text';
import { nanos, readTime, seconds } from './time';
import { hashOfRoute } from './words';

/** The tables of fields, to be filled by who uses this: each slot has the hash of a name, and its use. */
export const fields: usize = memory.data(FIELD_TABLES * FIELD_SLOTS * 8);
/** What the last scan found. */
export const words: usize = memory.data(WORDS * 4, 4);
export const floats: usize = memory.data(FLOATS * 8, 8);

const MAX_DEPTH: i32 = 40;
/** In place of the hash of a field that has no message in its fields. */
const ASIDE: i32 = -1;

let insertId: i32 = 0;
let logName: i32 = 0;
let container: i32 = 0;
let revision: i32 = 0;
let trace: i32 = 0;
/** What wrote it: the instance, the pod or the machine. */
let instance: i32 = 0;
let latencyMs: f64 = 0;
let isRequest: bool = false;
/** Where its text starts, behind the quote. */
let textStart: usize = NOWHERE;
/** The use of the field that its time was read from: beyond `lastTime` where none was. */
let timeUse: Use = Use.nothing;
/** Whether it is more than a line of text. */
let hasMore: bool = false;
/** Whether it has a message: one without is shown as all that stands in it. */
let hasMessage: bool = false;
/** The field whose fields are read, by the hash of its name; 0 for a record and its payload. */
let parent: i32 = 0;
/** Whether it has fields of a Cloud Logging entry, and a message of a logger's record. */
let isEntry: bool = false;
let isLoggers: bool = false;

/**
 * Reads the record that starts at an address, which is a `{`, into `words` and `floats`. Returns where it ends, behind its
 * `}`; 0 where it is no JSON or says things in a way that takes a parser. Reads up to the first line break, and 15 bytes more.
 */
export function scan(start: usize): usize {
  insertId = 0;
  logName = 0;
  container = 0;
  revision = 0;
  trace = 0;
  instance = 0;
  latencyMs = 0;
  isRequest = false;
  textStart = NOWHERE;
  timeUse = Use.lastTime + 1;
  hasMore = false;
  hasMessage = false;
  parent = 0;
  isEntry = false;
  isLoggers = false;
  startForm();
  const end = readObject(start, Fields.record, 0);
  if (end === NOWHERE || takesParser()) return NOWHERE;
  tell();
  return end;
}

/** Whether a record that was read to its end is of a kind that takes a parser. */
function takesParser(): bool {
  if (!hasMessage && !isRequest) return true;
  // An entry's time and message stand in fields of other names than a logger's.
  return isEntry && (isLoggers || (hasTime() && timeUse !== Use.firstTime));
}

function hasTime(): bool {
  return timeUse <= Use.lastTime;
}

/** Writes what was read where who uses this reads it. */
function tell(): void {
  const time = hasTime() ? join(<i32>seconds, nanos) : 0;
  put(Word.formLow, <i32>form);
  put(Word.formHigh, <i32>(form >> 32));
  // What tells an entry from all others: its id is its own within a log and a time.
  put(Word.idHigh, insertId === 0 ? 0 : join(insertId, time));
  put(Word.idLow, insertId === 0 ? 0 : join(time, (insertId * 31) ^ logName));
  put(Word.revision, revision);
  put(Word.trace, trace);
  put(Word.instance, instance);
  put(Word.writer, join(join(instance, logName), join(container, trace)));
  put(Word.isLine, textStart !== NOWHERE && !hasMore ? 1 : 0);
  put(Word.textStart, <i32>textStart);
  store<f64>(floats + (Float.seconds << 3), hasTime() ? <f64>seconds : NaN);
  store<f64>(floats + (Float.nanos << 3), hasTime() ? <f64>nanos : 0);
  store<f64>(floats + (Float.latencyMs << 3), latencyMs);
}

function put(word: Word, value: i32): void {
  store<i32>(words + (word << 2), value);
}

function useOf(table: Fields, name: i32): Use {
  const slots = fields + table * (FIELD_SLOTS * 8);
  let slot = name & (FIELD_SLOTS - 1);
  while (true) {
    const at = slots + (slot << 3);
    const found = load<i32>(at);
    // A free slot has the use of fields that are not named.
    if (found === name || found === 0) return load<i32>(at, 4);
    slot = (slot + 1) & (FIELD_SLOTS - 1);
  }
}

/** Reads an object, and returns where it ends. */
function readObject(start: usize, table: Fields, depth: i32): usize {
  if (depth > MAX_DEPTH) return NOWHERE;
  let at = skipSpace(start + 1);
  if (byteAt(at) === CLOSE_BRACE) return at + 1;
  while (true) {
    if (byteAt(at) !== QUOTE) return NOWHERE;
    at = readString(at + 1);
    if (at === NOWHERE || isEscaped) return NOWHERE;
    const name = hash;
    at = skipSpace(at + 1);
    if (byteAt(at) !== COLON) return NOWHERE;
    at = readField(skipSpace(at + 1), useOf(table, name), name, depth);
    if (at === NOWHERE) return NOWHERE;
    at = skipSpace(at);
    if (byteAt(at) === CLOSE_BRACE) return at + 1;
    if (byteAt(at) !== COMMA) return NOWHERE;
    at = skipSpace(at + 1);
  }
}

/** Reads the value of a field, and returns where it ends. */
function readField(at: usize, use: Use, name: i32, depth: i32): usize {
  switch (use) {
    case Use.nothing:
      return skip(at, depth);
    case Use.other:
      hasMore = true;
      return readOther(at, name, depth);
    case Use.text:
      hasMore = true;
      return readSaid(at, name, depth);
    case Use.line:
      return readSaid(at, name, depth);
    case Use.entryLine:
      return readEntryLine(at, name, depth);
    case Use.exact:
      hasMore = true;
      return readNamed(at, name, depth);
    case Use.besideLine:
      return readNamed(at, name, depth);
    case Use.payload:
      isEntry = true;
      addToForm(name);
      return readNested(at, Fields.payload, depth);
    case Use.resource:
      return readNested(at, Fields.resource, depth);
    case Use.resourceLabels:
      return readNested(at, Fields.resourceLabels, depth);
    case Use.labels:
      return byteAt(at) === OPEN_BRACE ? readNested(at, Fields.labels, depth) : skip(at, depth);
    case Use.request:
      isRequest = true;
      return readNested(at, Fields.request, depth);
    case Use.url:
      return readUrl(at);
    case Use.latency:
      return readLatency(at, depth);
    case Use.insertId:
      at = readName(at);
      insertId = hash;
      return at;
    case Use.trace:
      return readTrace(at, name, depth);
    case Use.revision:
      at = readName(at);
      revision += hash;
      return at;
    case Use.instance:
      at = readName(at);
      instance += hash;
      return at;
    case Use.logName:
      at = readName(at);
      isEntry = true;
      logName = hash;
      addToForm(hash);
      return at;
    case Use.container:
      at = readName(at);
      container = hash;
      addToForm(hash);
      return at;
    case Use.parser:
      return NOWHERE;
    default:
      if (use > timeUse) return skip(at, depth);
      timeUse = use;
      return readTime(at);
  }
}

/** Reads what the record says. */
function readSaid(at: usize, name: i32, depth: i32): usize {
  if (byteAt(at) !== QUOTE) return readNamed(at, name, depth);
  // A record of a logger that came as text is parsed.
  if (byteAt(at + 1) === OPEN_BRACE) return NOWHERE;
  addToForm(name);
  if (textStart === NOWHERE) textStart = at + 1;
  const end = readText(at + 1);
  if (end === NOWHERE) return NOWHERE;
  if (depth === 0) isLoggers = true;
  const field = parent === 0 ? name : join(parent, name);
  if (!hasMessage && useOf(Fields.messages, field) !== Use.nothing) hasMessage = !isBlank(at + 1, end);
  return end + 1;
}

/** Reads what an entry of Cloud Logging says, and no logger's record. */
function readEntryLine(at: usize, name: i32, depth: i32): usize {
  const before = isLoggers;
  const end = readSaid(at, name, depth);
  isLoggers = before;
  isEntry = true;
  return end;
}

/** Reads a name, or what is in an object or a list of names. */
function readNamed(at: usize, name: i32, depth: i32): usize {
  addToForm(name);
  const first = byteAt(at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return readExact(at);
  return readWithin(at, parent === 0 && first === OPEN_BRACE ? name : ASIDE, Items.texts, 0, depth);
}

/** Reads an object or a list as what stands in a field: `within`. `items` and `name` are those of a list. */
function readWithin(at: usize, within: i32, items: Items, name: i32, depth: i32): usize {
  const before = parent;
  parent = within;
  const isObject = byteAt(at) === OPEN_BRACE;
  const end = isObject ? readNested(at, Fields.nested, depth) : readList(at, items, name, depth);
  parent = before;
  return end;
}

/** A value of which every byte counts. */
function readExact(at: usize): usize {
  const end = readName(at);
  // `"40"` may be another level than `40`.
  addToForm(byteAt(at) === QUOTE ? hash : ~hash);
  return end;
}

function readNested(at: usize, table: Fields, depth: i32): usize {
  if (byteAt(at) !== OPEN_BRACE) return NOWHERE;
  addToForm(OPEN_BRACE);
  const end = readObject(at, table, depth + 1);
  addToForm(CLOSE_BRACE);
  return end;
}

/** A value that counts only where it has a stack in it: one is looked for in any field. */
function readOther(at: usize, name: i32, depth: i32): usize {
  const first = byteAt(at);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return readWithin(at, ASIDE, Items.others, name, depth);
  const end = skip(at, depth);
  if (first !== QUOTE || end === NOWHERE || !hasBreak) return end;
  addToForm(name);
  readText(at + 1);
  return end;
}

/** What the items of a list are read as. */
enum Items {
  texts,
  others,
  nothing,
}

/** Reads a list. `name` is that of its field. */
function readList(start: usize, items: Items, name: i32, depth: i32): usize {
  if (depth > MAX_DEPTH) return NOWHERE;
  let at = skipSpace(start + 1);
  if (byteAt(at) === CLOSE_BRACKET) return at + 1;
  while (true) {
    if (items === Items.texts) at = readField(at, Use.text, 0, depth + 1);
    else if (items === Items.others) at = readOther(at, name, depth + 1);
    else at = skip(at, depth + 1);
    if (at === NOWHERE) return NOWHERE;
    at = skipSpace(at);
    if (byteAt(at) === CLOSE_BRACKET) return at + 1;
    if (byteAt(at) !== COMMA) return NOWHERE;
    at = skipSpace(at + 1);
  }
}

/** The name of a trace, or a stack, which some loggers call so. */
function readTrace(at: usize, name: i32, depth: i32): usize {
  if (byteAt(at) !== QUOTE) return readNamed(at, name, depth);
  const end = readName(at);
  trace = hash;
  if (end === NOWHERE || !isEscaped) return end;
  skipString(at + 1);
  if (!hasBreak) return end;
  trace = 0;
  hasMore = true;
  return readSaid(at, name, depth);
}

/** The path of a URL. */
function readUrl(at: usize): usize {
  if (byteAt(at) !== QUOTE) return NOWHERE;
  const start = at + 1;
  const end = skipString(start);
  if (end === NOWHERE) return NOWHERE;
  let path = start;
  const last = min(end - 2, start + LONGEST_SCHEME);
  for (let scheme = start; scheme < last; scheme++) {
    if (byteAt(scheme) !== COLON || byteAt(scheme + 1) !== SLASH || byteAt(scheme + 2) !== SLASH) continue;
    path = scheme + 3;
    while (path < end && byteAt(path) !== SLASH) path++;
    break;
  }
  addToForm(hashOfRoute(path, end, TEXT_START));
  return end + 1;
}

const LONGEST_SCHEME: usize = 12;

/** `"0.031245s"`. */
function readLatency(start: usize, depth: i32): usize {
  const end = skip(start, depth);
  if (end === NOWHERE || byteAt(start) !== QUOTE) return end;
  let ms: f64 = 0;
  let scale: f64 = 1000;
  let isFraction = false;
  for (let at = start + 1; at + 2 < end; at++) {
    const byte = byteAt(at);
    if (byte === DOT) {
      isFraction = true;
      continue;
    }
    if (!isDigit(byte)) return end;
    const digit: f64 = byte - DIGIT_0;
    if (isFraction) scale /= 10;
    ms = isFraction ? ms + digit * scale : ms * 10 + digit * scale;
  }
  latencyMs = ms;
  return end;
}

/** Passes over any value, and returns where it ends. */
function skip(at: usize, depth: i32): usize {
  const first = byteAt(at);
  if (first === OPEN_BRACE) return readObject(at, Fields.nothing, depth + 1);
  if (first === OPEN_BRACKET) return readList(at, Items.nothing, 0, depth);
  if (first !== QUOTE) return skipLiteral(at);
  const end = skipString(at + 1);
  return end === NOWHERE ? NOWHERE : end + 1;
}

/** A line break ends the record, whatever stands before it. */
function skipSpace(start: usize): usize {
  let at = start;
  while (byteAt(at) === SPACE || byteAt(at) === TAB || byteAt(at) === CARRIAGE_RETURN) at++;
  return at;
}

const TAB: u8 = 0x09;
const CARRIAGE_RETURN: u8 = 0x0d;

/** Whether a text is nothing but white space. */
function isBlank(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) {
    const byte = byteAt(at);
    if (byte === BACKSLASH) at += byteAt(at + 1) === LETTER_U ? 5 : 1;
    else if (byte > SPACE && byte < 0x80) return false;
  }
  return true;
}
