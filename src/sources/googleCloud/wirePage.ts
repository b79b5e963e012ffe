import type { protos } from '@google-cloud/logging-api';
import { SEVERITIES } from '../../logs/entry';
import { isFields } from '../../logs/fields';

type LogEntry = protos.google.logging.v2.ILogEntry;

/** A page of `ListLogEntries`, as far as it is read. What the message does not have is not there: no defaults. */
export interface WirePage {
  readonly entries: readonly LogEntry[];
  readonly nextPageToken: string;
}

/**
 * Reads the bytes of a `ListLogEntriesResponse`: in less time than the client takes, which makes two
 * objects of each message with every field that it may have. Fields that we do not read are passed over.
 * Sources: https://protobuf.dev/programming-guides/encoding/ and google/logging/v2/log_entry.proto.
 *
 * @throws RangeError where the bytes end within a value
 */
export function readPage(bytes: Buffer): WirePage {
  const page: { entries?: LogEntry[]; nextPageToken?: string } = new Wire(bytes).message(PAGE, bytes.length);
  return { entries: page.entries ?? [], nextPageToken: page.nextPageToken ?? '' };
}

type Plain = Record<string, unknown>;
type Reader = (wire: Wire) => unknown;

interface Field {
  readonly name: string;
  readonly wireType: number;
  readonly read: Reader;
  readonly isList?: boolean;
  /** Values are added to an object by their keys. */
  readonly isMap?: boolean;
}

/** The fields of a message by their numbers. */
type Fields = readonly (Field | undefined)[];

const VARINT = 0;
const DOUBLE = 1;
const BYTES = 2;
const FLOAT = 5;

/** Bytes while they are read. */
class Wire {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;
  readonly #texts: string[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A message that ends before the byte `end`. */
  message(fields: Fields, end: number): Plain {
    const message: Plain = {};
    if (this.#depth === MOST_DEPTH) this.#at = end;
    this.#depth++;
    while (this.#at < end) {
      const tag = this.varint();
      const field = fields[Math.floor(tag / 8)];
      if (!field || field.wireType !== tag % 8) this.#skip(tag % 8);
      else this.#take(message, field);
    }
    this.#depth--;
    return message;
  }

  /** Exact from -2^53 to 2^53. */
  varint(): number {
    let low = 0; // of 28 bits
    let factor = 1;
    for (let count = 0; count < 4; count++) {
      const byte = this.#byte();
      low += (byte & 127) * factor;
      if (byte < 128) return low;
      factor *= 128;
    }
    return low + this.#high() * 2 ** 28;
  }

  /** The other bits of a number, of which the last is its sign. */
  #high(): number {
    let high = 0;
    let factor = 1;
    for (let count = 4; count < 9; count++) {
      const byte = this.#byte();
      high += (byte & 127) * factor;
      if (byte < 128) return high;
      factor *= 128;
    }
    return this.#byte() === 0 ? high : high - 2 ** 35;
  }

  double(): number {
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  string(): string {
    const end = this.end();
    const start = this.#at;
    this.#at = end;
    return end - start <= MOST_KNOWN_BYTES
      ? this.#known(start, end)
      : this.#bytes.toString('utf8', start, end);
  }

  /** Where what has its length before it ends. */
  end(): number {
    const length = this.varint();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('The message ends within a value.');
    return end;
  }

  #take(message: Plain, { name, read, isList, isMap }: Field): void {
    const value = read(this);
    if (isList) {
      const list = message[name];
      if (Array.isArray(list)) list.push(value);
      else message[name] = [value];
    } else if (isMap) {
      const map = message[name];
      message[name] = put(isFields(map) ? map : {}, isFields(value) ? value : {});
    } else message[name] = value;
  }

  /** Names of fields, services and revisions come again and again: one text serves for all. */
  #known(start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (this.#bytes[at] ?? 0)) | 0;
    const slot = hash & (KNOWN_TEXTS - 1);
    const known = this.#texts[slot];
    if (known !== undefined && this.#isText(known, start, end)) return known;
    const text = this.#bytes.toString('utf8', start, end);
    this.#texts[slot] = text;
    return text;
  }

  /** Of texts in ASCII alone: others are longer in bytes. */
  #isText(text: string, start: number, end: number): boolean {
    if (text.length !== end - start) return false;
    for (let index = 0; index < text.length; index++) {
      if (text.charCodeAt(index) !== this.#bytes[start + index]) return false;
    }
    return true;
  }

  #skip(wireType: number): void {
    if (wireType === VARINT) this.varint();
    else if (wireType === DOUBLE) this.#at += 8;
    else if (wireType === FLOAT) this.#at += 4;
    else if (wireType === BYTES) this.#at = this.end();
    else throw new RangeError(`There is no wire type ${wireType}.`);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('The message ends within a number.');
    return byte;
  }
}

const MOST_KNOWN_BYTES = 40;
/** A power of two. */
const KNOWN_TEXTS = 1_024;

/** Of messages in each other: three for each level of a payload, of which `readStruct` takes 64. What lies deeper is passed over. */
const MOST_DEPTH = 210;

/** Keys come from whoever wrote the log: `__proto__` is data. */
function put(map: Plain, { key = '', value = '' }: Plain): Plain {
  if (key !== '__proto__') map[String(key)] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  return map;
}

function string(name: string): Field {
  return { name, wireType: BYTES, read: (wire) => wire.string() };
}

function integer(name: string): Field {
  return { name, wireType: VARINT, read: (wire) => wire.varint() };
}

function boolean(name: string): Field {
  return { name, wireType: VARINT, read: (wire) => wire.varint() !== 0 };
}

function message(name: string, fields: () => Fields): Field {
  return { name, wireType: BYTES, read: (wire) => wire.message(fields(), wire.end()) };
}

function map(name: string, value: Field): Field {
  const item: Fields = [undefined, string('key'), value];
  return { ...message(name, () => item), isMap: true };
}

const TEXTS = map('labels', string('value'));
const TIME: Fields = [undefined, integer('seconds'), integer('nanos')];
const time = (name: string): Field => message(name, () => TIME);

/** https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/struct.proto */
const VALUE: Fields = [
  undefined,
  integer('nullValue'),
  { name: 'numberValue', wireType: DOUBLE, read: (wire) => wire.double() },
  string('stringValue'),
  boolean('boolValue'),
  message('structValue', () => STRUCT),
  message('listValue', () => LIST),
];
const STRUCT: Fields = [
  undefined,
  map(
    'fields',
    message('value', () => VALUE),
  ),
];
const LIST: Fields = [undefined, { ...message('values', () => VALUE), isList: true }];

const SEVERITY: Field = {
  name: 'severity',
  wireType: VARINT,
  read: (wire) => {
    const value = wire.varint();
    return SEVERITIES[value / 100] ?? value; // their numbers are hundreds
  },
};

const ANY = numbered({ 1: string('type_url') });
const RESOURCE = numbered({ 1: string('type'), 2: TEXTS });
const REQUEST = numbered({
  1: string('requestMethod'),
  2: string('requestUrl'),
  4: integer('status'),
  6: string('userAgent'),
  7: string('remoteIp'),
  14: time('latency'),
});
const OPERATION = numbered({
  1: string('id'),
  2: string('producer'),
  3: boolean('first'),
  4: boolean('last'),
});
const LOCATION = numbered({ 1: string('file'), 2: integer('line'), 3: string('function') });
const SPLIT = numbered({ 1: string('uid'), 2: integer('index'), 3: integer('totalSplits') });

const LOG_ENTRY = numbered({
  2: message('protoPayload', () => ANY),
  3: string('textPayload'),
  4: string('insertId'),
  6: message('jsonPayload', () => STRUCT),
  7: message('httpRequest', () => REQUEST),
  8: message('resource', () => RESOURCE),
  9: time('timestamp'),
  10: SEVERITY,
  11: TEXTS,
  12: string('logName'),
  15: message('operation', () => OPERATION),
  22: string('trace'),
  23: message('sourceLocation', () => LOCATION),
  24: time('receiveTimestamp'),
  27: string('spanId'),
  30: boolean('traceSampled'),
  35: message('split', () => SPLIT),
});

const PAGE = numbered({
  1: { ...message('entries', () => LOG_ENTRY), isList: true },
  2: string('nextPageToken'),
});

function numbered(fields: Readonly<Record<number, Field>>): Fields {
  const all: (Field | undefined)[] = [];
  for (const [number, field] of Object.entries(fields)) all[Number(number)] = field;
  return Array.from(all);
}
