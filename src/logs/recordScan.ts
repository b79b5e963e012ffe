import {
  type FieldUses,
  LABELS,
  MESSAGES,
  NESTED,
  NOTHING,
  PAYLOAD,
  RECORD,
  REQUEST,
  RESOURCE,
  RESOURCE_LABELS,
  USE,
} from './recordFields';
import { countBefore, findSpecial, mixFirst, mixFour } from './fourBytes';
import { hashOf, hashOfTime, identityHigh, identityLow, join, PRIME, START } from './recordHash';
import { BACKSLASH, hashOfRoute, QUOTE, TextForm } from './textForm';

/**
 * Reads a log record from its bytes, without parsing it: the few values that differ from record to record, and its form, a
 * number for all that decides which pattern it is. Two records of one form are of one pattern, so that of a million records
 * only the first of each form has to be parsed, read and fingerprinted.
 *
 * The form is made of what `decode`, `readEvent` and `fingerprint` look at; see `TextForm` for how texts go into it.
 */
export class RecordScan {
  /** Two halves of 32 bits each of the record's form. */
  formHigh = 0;
  formLow = 0;
  /** Seconds since 1970 and nanoseconds; `NaN` without a time. */
  seconds = Number.NaN;
  nanos = 0;
  /** Two halves of what tells the record from all others; both 0 where it has no insertId. */
  idHigh = 0;
  idLow = 0;
  /** Hashes of names; 0 where the record has none. The revision's is of all that may be its name. */
  revision = 0;
  trace = 0;
  /** What wrote it: the instance, the pod or the machine. */
  instance = 0;
  /** The instance with the log and the container, within which lines follow each other. */
  writer = 0;
  isRequest = false;
  /** How long its request took. */
  latencyMs = 0;
  /** Whether it is no more than a line of text, which may be a part of an event. */
  isLine = false;
  /** Where its text starts, behind the quote; 0 where it has none. */
  textStart = 0;

  readonly #form = new TextForm();
  #bytes: Uint8Array = EMPTY;
  #view: DataView = new DataView(EMPTY.buffer);
  #end = 0;
  #logName = 0;
  #container = 0;
  #insertId = 0;
  #time = 0;
  #timeRank = 0;
  #hasMore = false;
  /** Whether it has a message: one without is shown as all that stands in it. */
  #hasMessage = false;
  /** The field whose fields are read, by the hash of its name; 0 for a record and its payload. */
  #parent = 0;
  /** Whether it has fields of a Cloud Logging entry, and a message of a logger's record. */
  #isEntry = false;
  #isLoggers = false;
  /** The hash of the string that was read last, and whether it has an escape in it. */
  #hash = 0;
  #isEscaped = false;
  /** Whether the string that was skipped last has a line break in it. */
  #hasBreak = false;

  /**
   * Reads the record that starts at `start`, which is a `{`. Returns where it ends, behind its `}`; -1 where it is no JSON or
   * says things in a way that takes a parser. The bytes have to hold a control character at `end`, and `SCAN_MARGIN` from there.
   */
  scan(bytes: Uint8Array, start: number, end: number): number {
    if (this.#bytes !== bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.seconds = Number.NaN;
    this.nanos = 0;
    this.revision = 0;
    this.trace = 0;
    this.instance = 0;
    this.isRequest = false;
    this.latencyMs = 0;
    this.textStart = 0;
    this.#end = end;
    this.#logName = 0;
    this.#container = 0;
    this.#insertId = 0;
    this.#time = 0;
    this.#timeRank = USE.lastTime + 1;
    this.#hasMore = false;
    this.#hasMessage = false;
    this.#parent = 0;
    this.#isEntry = false;
    this.#isLoggers = false;
    this.#form.startAfresh();
    const after = this.#object(bytes, start, RECORD, 0);
    if (after < 0 || this.#takesParser()) return -1;
    this.formHigh = this.#form.high;
    this.formLow = this.#form.low;
    this.idHigh = this.#insertId && identityHigh(this.#insertId, this.#time);
    this.idLow = this.#insertId && identityLow(this.#insertId, this.#time, this.#logName);
    this.writer = join(join(this.instance, this.#logName), join(this.#container, this.trace));
    this.isLine = this.textStart > 0 && !this.#hasMore;
    return after;
  }

  /** Whether a record that was read to its end is of a kind that takes a parser. */
  #takesParser(): boolean {
    if (!this.#hasMessage && !this.isRequest) return true;
    // An entry's time and message stand in fields of other names than a logger's.
    return this.#isEntry && (this.#isLoggers || (this.#time !== 0 && this.#timeRank !== USE.firstTime));
  }

  /** Reads an object, and returns where it ends. */
  #object(bytes: Uint8Array, start: number, fields: FieldUses, depth: number): number {
    if (depth > MAX_DEPTH) return -1;
    let at = skipSpace(bytes, start + 1);
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return -1;
      at = this.#string(bytes, at + 1);
      if (at < 0 || this.#isEscaped) return -1;
      const name = this.#hash;
      at = skipSpace(bytes, at + 1);
      if (bytes[at] !== COLON) return -1;
      at = this.#field(bytes, skipSpace(bytes, at + 1), fields.of(name), name, depth);
      if (at < 0) return -1;
      at = skipSpace(bytes, at);
      const byte = bytes[at];
      if (byte === CLOSE_BRACE) return at + 1;
      if (byte !== COMMA || at >= this.#end) return -1;
      at = skipSpace(bytes, at + 1);
    }
  }

  /** Reads the value of a field, and returns where it ends. */
  #field(bytes: Uint8Array, at: number, use: number, name: number, depth: number): number {
    const first = bytes[at];
    switch (use) {
      case USE.nothing:
        return this.#skip(bytes, at, depth);
      case USE.other:
        this.#hasMore = true;
        return this.#other(bytes, at, name, depth);
      case USE.text:
        this.#hasMore = true;
        return this.#said(bytes, at, name, depth);
      case USE.line:
        return this.#said(bytes, at, name, depth);
      case USE.exact:
        this.#hasMore = true;
        return this.#named(bytes, at, name, depth);
      case USE.besideLine:
        return this.#named(bytes, at, name, depth);
      case USE.payload:
        if (first !== OPEN_BRACE) return -1;
        this.#isEntry = true;
        this.#form.add(name);
        return this.#nested(bytes, at, PAYLOAD, depth);
      case USE.resource:
        return first === OPEN_BRACE ? this.#nested(bytes, at, RESOURCE, depth) : -1;
      case USE.resourceLabels:
        return first === OPEN_BRACE ? this.#nested(bytes, at, RESOURCE_LABELS, depth) : -1;
      case USE.labels:
        return first === OPEN_BRACE ? this.#nested(bytes, at, LABELS, depth) : this.#skip(bytes, at, depth);
      case USE.request:
        if (first !== OPEN_BRACE) return -1;
        this.isRequest = true;
        return this.#nested(bytes, at, REQUEST, depth);
      case USE.url:
        return first === QUOTE ? this.#url(bytes, at + 1) : -1;
      case USE.latency:
        return this.#latency(bytes, at, depth);
      case USE.insertId:
        at = this.#hashed(bytes, at);
        this.#insertId = this.#hash;
        return at;
      case USE.trace:
        return this.#readTrace(bytes, at, name, depth);
      case USE.revision:
        at = this.#hashed(bytes, at);
        this.revision = (this.revision + this.#hash) | 0;
        return at;
      case USE.instance:
        at = this.#hashed(bytes, at);
        this.instance = (this.instance + this.#hash) | 0;
        return at;
      case USE.logName:
        at = this.#hashed(bytes, at);
        this.#isEntry = true;
        this.#logName = this.#hash;
        this.#form.add(this.#hash);
        return at;
      case USE.container:
        at = this.#hashed(bytes, at);
        this.#container = this.#hash;
        this.#form.add(this.#hash);
        return at;
      case USE.parser:
        return -1;
      default:
        return use <= this.#timeRank ? this.#readTime(bytes, at, use) : this.#skip(bytes, at, depth);
    }
  }

  #said(bytes: Uint8Array, at: number, name: number, depth: number): number {
    if (bytes[at] !== QUOTE) return this.#named(bytes, at, name, depth);
    // A record of a logger that came as text is parsed.
    if (bytes[at + 1] === OPEN_BRACE) return -1;
    this.#form.add(name);
    if (this.textStart === 0) this.textStart = at + 1;
    const after = this.#text(bytes, at);
    if (name === TEXT_PAYLOAD && depth === 0) this.#isEntry = true;
    else if (depth === 0) this.#isLoggers = true;
    const field = this.#parent === 0 ? name : join(this.#parent, name);
    this.#hasMessage ||= MESSAGES.has(field) && !isBlank(bytes, at + 1, after - 1);
    return after;
  }

  #named(bytes: Uint8Array, at: number, name: number, depth: number): number {
    this.#form.add(name);
    const first = bytes[at];
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return this.#exact(bytes, at);
    const parent = this.#parent;
    this.#parent = parent === 0 && first === OPEN_BRACE ? name : ASIDE;
    const after = this.#known(bytes, at, depth);
    this.#parent = parent;
    return after;
  }

  #nested(bytes: Uint8Array, at: number, fields: FieldUses, depth: number): number {
    this.#form.add(OPEN_BRACE);
    const after = this.#object(bytes, at, fields, depth + 1);
    this.#form.add(CLOSE_BRACE);
    return after;
  }

  /** An object or a list that is looked into wherever it has something to say. */
  #known(bytes: Uint8Array, at: number, depth: number): number {
    if (bytes[at] === OPEN_BRACE) return this.#nested(bytes, at, NESTED, depth);
    return this.#list(bytes, at, depth, (item) => this.#field(bytes, item, USE.text, 0, depth + 1));
  }

  /** A value that counts only where it has a stack in it: one is looked for in any field. */
  #other(bytes: Uint8Array, at: number, name: number, depth: number): number {
    const first = bytes[at];
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      const parent = this.#parent;
      this.#parent = ASIDE;
      const after =
        first === OPEN_BRACE
          ? this.#nested(bytes, at, NESTED, depth)
          : this.#list(bytes, at, depth, (item) => this.#other(bytes, item, name, depth + 1));
      this.#parent = parent;
      return after;
    }
    const after = this.#skip(bytes, at, depth);
    if (first !== QUOTE || after < 0 || !this.#hasBreak) return after;
    this.#form.add(name);
    return this.#text(bytes, at);
  }

  #list(bytes: Uint8Array, start: number, depth: number, read: (at: number) => number): number {
    if (depth > MAX_DEPTH) return -1;
    let at = skipSpace(bytes, start + 1);
    if (bytes[at] === CLOSE_BRACKET) return at + 1;
    for (;;) {
      at = read(at);
      if (at < 0) return -1;
      at = skipSpace(bytes, at);
      if (bytes[at] === CLOSE_BRACKET) return at + 1;
      if (bytes[at] !== COMMA || at >= this.#end) return -1;
      at = skipSpace(bytes, at + 1);
    }
  }

  #text(bytes: Uint8Array, at: number): number {
    const end = this.#form.read(bytes, this.#view, at + 1);
    return end < 0 ? -1 : end + 1;
  }

  /** A value of which every byte counts. */
  #exact(bytes: Uint8Array, at: number): number {
    const after = this.#hashed(bytes, at);
    // `"40"` may be another level than `40`.
    this.#form.add(bytes[at] === QUOTE ? this.#hash : ~this.#hash);
    return after;
  }

  /** The name of a trace, or a stack, which some loggers call so. */
  #readTrace(bytes: Uint8Array, at: number, name: number, depth: number): number {
    if (bytes[at] !== QUOTE) return this.#named(bytes, at, name, depth);
    const after = this.#hashed(bytes, at);
    this.trace = this.#hash;
    if (after < 0 || !this.#isEscaped) return after;
    this.#skip(bytes, at, depth);
    if (!this.#hasBreak) return after;
    this.trace = 0;
    this.#hasMore = true;
    return this.#said(bytes, at, name, depth);
  }

  /** A string, a number or a word, of which `#hash` is the hash. */
  #hashed(bytes: Uint8Array, start: number): number {
    let at = start;
    let hash = START;
    let byte = bytes[at] ?? 0;
    if (byte !== QUOTE) {
      while (IN_LITERAL[byte]) {
        hash = Math.imul(hash ^ byte, PRIME);
        byte = bytes[++at] ?? 0;
      }
      this.#hash = hash || 1;
      return at > start ? at : -1;
    }
    const end = this.#string(bytes, at + 1);
    // An empty name is none.
    if (end === start + 1) this.#hash = 0;
    return end < 0 ? -1 : end + 1;
  }

  /** Reads the string that starts behind its quote into `#hash`, and returns where its closing quote stands. */
  #string(bytes: Uint8Array, start: number): number {
    const view = this.#view;
    let hash = START;
    this.#isEscaped = false;
    for (let at = start; ;) {
      const four = view.getInt32(at, true);
      const found = findSpecial(four);
      if (found === 0) {
        hash = mixFour(hash, four);
        at += 4;
        continue;
      }
      const count = countBefore(found);
      hash = mixFirst(hash, four, count);
      at += count;
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#hash = hash || 1;
        return at;
      }
      const escaped = bytes[at + 1] ?? 0;
      if (byte !== BACKSLASH || escaped < SPACE) return -1;
      this.#isEscaped = true;
      hash = Math.imul(Math.imul(hash ^ byte, PRIME) ^ escaped, PRIME);
      at += 2;
    }
  }

  #skip(bytes: Uint8Array, start: number, depth: number): number {
    let at = start;
    let byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      const end = this.#skipString(bytes, at + 1);
      return end < 0 ? -1 : end + 1;
    }
    if (byte === OPEN_BRACE) return this.#object(bytes, at, NOTHING, depth + 1);
    if (byte === OPEN_BRACKET)
      return this.#list(bytes, at, depth, (item) => this.#skip(bytes, item, depth + 1));
    while (IN_LITERAL[byte]) byte = bytes[++at] ?? 0;
    return at > start ? at : -1;
  }

  /** Passes over the string that starts behind its quote, and returns where its closing quote stands. */
  #skipString(bytes: Uint8Array, start: number): number {
    const view = this.#view;
    this.#hasBreak = false;
    for (let at = start; ; at += 2) {
      let found = findSpecial(view.getInt32(at, true));
      while (found === 0) {
        at += 4;
        found = findSpecial(view.getInt32(at, true));
      }
      at += countBefore(found);
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      const escaped = bytes[at + 1] ?? 0;
      if (byte !== BACKSLASH || escaped < SPACE) return -1;
      if (escaped === LETTER_N || (escaped === BACKSLASH && bytes[at + 2] === LETTER_N))
        this.#hasBreak = true;
    }
  }

  /** The path of a URL. */
  #url(bytes: Uint8Array, start: number): number {
    const after = this.#skip(bytes, start - 1, 0);
    if (after < 0) return -1;
    const end = after - 1;
    let path = start;
    for (let at = start; at + 2 < end && at < start + 12; at++) {
      if (bytes[at] !== COLON || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH) continue;
      path = at + 3;
      while (path < end && bytes[path] !== SLASH) path++;
      break;
    }
    this.#form.add(hashOfRoute(bytes, path, end, START));
    return after;
  }

  /** `"0.031245s"`. */
  #latency(bytes: Uint8Array, start: number, depth: number): number {
    const after = this.#skip(bytes, start, depth);
    if (after < 0 || bytes[start] !== QUOTE) return after;
    let value = 0;
    let scale = 1000;
    let isFraction = false;
    for (let at = start + 1; at < after - 2; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === DOT) isFraction = true;
      else if (isDigit(byte)) {
        if (isFraction) {
          scale /= 10;
          value += (byte - DIGIT_0) * scale;
        } else value = value * 10 + (byte - DIGIT_0) * 1000;
      } else return after;
    }
    this.latencyMs = value;
    return after;
  }

  /** `2025-09-12T04:00:02.085101Z`, or with the offset of a zone; any other form of a time takes a parser. */
  #readTime(bytes: Uint8Array, start: number, rank: number): number {
    if (bytes[start] !== QUOTE) return this.#readEpoch(bytes, start, rank);
    const at = start + 1;
    const year = digits(bytes, at, 4);
    const month = digits(bytes, at + 5, 2);
    const day = digits(bytes, at + 8, 2);
    const hour = digits(bytes, at + 11, 2);
    const minute = digits(bytes, at + 14, 2);
    const second = digits(bytes, at + 17, 2);
    const isPlain =
      bytes[at + 4] === HYPHEN &&
      bytes[at + 7] === HYPHEN &&
      bytes[at + 10] === LETTER_T &&
      bytes[at + 13] === COLON &&
      bytes[at + 16] === COLON;
    if (!isPlain || !(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return -1;
    if (!(hour <= 23 && minute <= 59 && second <= 59)) return -1;
    let nanos = 0;
    let end = at + 19;
    if (bytes[end] === DOT) {
      let scale = 1e8;
      for (end++; isDigit(bytes[end] ?? 0) && scale >= 1; end++, scale /= 10) {
        nanos += ((bytes[end] ?? 0) - DIGIT_0) * scale;
      }
      if (end === at + 20) return -1;
    }
    let offsetSeconds = 0;
    const zone = bytes[end];
    if (zone === LETTER_Z) end++;
    else if (zone === PLUS || zone === HYPHEN) {
      const minutesAt = bytes[end + 3] === COLON ? end + 4 : end + 3;
      offsetSeconds = digits(bytes, end + 1, 2) * 3600 + digits(bytes, minutesAt, 2) * 60;
      if (zone === HYPHEN) offsetSeconds = -offsetSeconds;
      end = minutesAt + 2;
    }
    if (bytes[end] !== QUOTE || Number.isNaN(offsetSeconds)) return -1;
    this.#timeRank = rank;
    this.seconds =
      daysFrom1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds;
    this.nanos = nanos;
    this.#time = hashOfTime(this.seconds, nanos);
    return end + 1;
  }

  /** Milliseconds since 1970, as pino has them; any other number takes a parser. */
  #readEpoch(bytes: Uint8Array, start: number, rank: number): number {
    let ms = 0;
    let at = start;
    for (; isDigit(bytes[at] ?? 0); at++) ms = ms * 10 + (bytes[at] ?? 0) - DIGIT_0;
    if (at - start !== 13 || IN_LITERAL[bytes[at] ?? 0]) return -1;
    this.#timeRank = rank;
    this.seconds = Math.floor(ms / 1000);
    this.nanos = (ms % 1000) * 1e6;
    this.#time = hashOfTime(this.seconds, this.nanos);
    return at;
  }
}

/** How many bytes there have to be from the end of a record on, since four are read at once. */
export const SCAN_MARGIN = 4;

const MAX_DEPTH = 40;
/** In place of the hash of a field that has no message in its fields. */
const ASIDE = -1;
const TEXT_PAYLOAD = hashOf('textPayload');
const EMPTY = new Uint8Array(0);

const SPACE = 0x20;
const PLUS = 0x2b;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const DIGIT_0 = 0x30;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_N = 0x6e;
const LETTER_U = 0x75;
const LETTER_Z = 0x5a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What numbers, `true`, `false` and `null` are made of. */
const IN_LITERAL = new Uint8Array(256);
for (const byte of '0123456789+-.eEtrufalsn') IN_LITERAL[byte.charCodeAt(0)] = 1;

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte < DIGIT_0 + 10;
}

/** A line break within a record is white space of pretty JSON. */
const IS_SPACE = new Uint8Array(256);
for (const space of ' \t\r\n') IS_SPACE[space.charCodeAt(0)] = 1;

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] ?? 0) <= SPACE && IS_SPACE[bytes[at] ?? 0]) at++;
  return at;
}

/** Whether a text is nothing but white space. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) at += bytes[at + 1] === LETTER_U ? 5 : 1;
    else if (byte > SPACE && byte < 0x80) return false;
  }
  return true;
}

/** Decimal digits as a number; `NaN` where there are others. */
function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte)) return Number.NaN;
    value = value * 10 + byte - DIGIT_0;
  }
  return value;
}

/** Of the Gregorian calendar: https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysFrom1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
