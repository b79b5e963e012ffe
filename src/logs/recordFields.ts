import { LEVEL_FIELDS, SCALED_LEVEL_FIELDS, TIME_FIELDS, WORD_LEVEL_FIELDS } from './decode';
import { JOURNAL_FIELDS } from './journal';
import { OTLP_FIELDS } from './otlp';
import {
  OWN_REVISION_FIELDS,
  OWN_SERVICE_FIELDS,
  POD_REVISION_LABELS,
  REVISION_FIELDS,
  REVISION_LABELS,
  SERVICE_FIELDS,
  SERVICE_LABELS,
} from './origin';
import {
  MESSAGE_FIELDS,
  PART_MESSAGE_FIELDS,
  PART_STACK_FIELDS,
  PART_TYPE_FIELDS,
  STACK_FIELDS,
} from './payload';
import { hashOf, join } from './recordHash';
import { REQUEST_FIELDS } from './request';
import { INSTANCE_LABELS, INSTANCE_RESOURCE_LABELS, WRAPPED_FIELDS, WRAPPER_FIELDS } from './stitch';

/** What a field of a record is good for, to one who reads records without parsing them. */
export const USE = {
  /** It decides nothing. */
  nothing: 0,
  /** It decides nothing unless it has a stack in it. */
  other: 1,
  /** A text that `mask` is applied to, or an object of such. */
  text: 2,
  /** The same, and all that a line of text is wrapped in. */
  line: 3,
  /** A name of which every letter counts. */
  exact: 4,
  /** The same, and it may stand beside a line of text. */
  besideLine: 5,
  payload: 6,
  resource: 7,
  resourceLabels: 8,
  labels: 9,
  request: 10,
  url: 11,
  latency: 12,
  insertId: 13,
  trace: 14,
  revision: 15,
  instance: 16,
  logName: 17,
  container: 18,
  /** Takes a parser. */
  parser: 19,
  /** The first of the fields with a time, of which an earlier one counts more than a later one. */
  firstTime: 20,
  lastTime: 39,
} as const;

/** Uses of fields by the hash of their name. */
export class FieldUses {
  readonly #hashes = new Int32Array(SLOTS);
  readonly #uses = new Uint8Array(SLOTS);
  readonly #otherwise: number;

  /** `otherwise` is the use of a field that is not named; of two uses of a name the first counts. */
  constructor(named: readonly (readonly [use: number, names: readonly string[]])[], otherwise: number) {
    this.#otherwise = otherwise;
    for (const [use, names] of named) for (const name of names) this.#add(hashOf(name), use);
  }

  of(hash: number): number {
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const found = this.#hashes[slot];
      if (found === hash) return this.#uses[slot] ?? 0;
      if (found === 0) return this.#otherwise;
    }
  }

  #add(hash: number, use: number): void {
    let slot = hash & (SLOTS - 1);
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
    if (this.#hashes[slot] === hash) return;
    this.#hashes[slot] = hash;
    this.#uses[slot] = use;
  }
}

/** Some multiple of the number of names, so that most of them stand in their own slot. */
const SLOTS = 1024;

/** How the fields of a payload are used; a dotted name is that of a field in a field, or is written so. */
const IN_PAYLOAD: readonly (readonly [use: number, names: readonly string[]])[] = [
  [USE.url, REQUEST_FIELDS.map(({ url }) => url)],
  [USE.revision, [...OWN_REVISION_FIELDS, ...REVISION_FIELDS]],
  [USE.besideLine, [...LEVEL_FIELDS, ...WORD_LEVEL_FIELDS, ...SCALED_LEVEL_FIELDS]],
  [
    USE.exact,
    [
      ...OWN_SERVICE_FIELDS,
      ...SERVICE_FIELDS,
      ...PART_TYPE_FIELDS,
      ...REQUEST_FIELDS.flatMap(({ method, status }) => [method, status]),
    ],
  ],
  [USE.line, WRAPPED_FIELDS],
  [USE.text, [...MESSAGE_FIELDS, ...STACK_FIELDS, ...PART_STACK_FIELDS, ...PART_MESSAGE_FIELDS]],
  // Of the audit log and App Engine's request log.
  [USE.text, ['line', 'line.logMessage', 'status.message', 'methodName']],
  [USE.exact, ['line.severity']],
];

/** Fields that lists of exceptions and of frames have. */
const IN_LISTS: typeof IN_PAYLOAD = [
  [USE.text, ['frames', 'exc_value']],
  [USE.exact, ['exc_type', 'filename', 'file', 'class', 'method', 'name']],
];

/** The fields that others stand in, of the dotted names. */
const PARENTS = IN_PAYLOAD.flatMap(([, names]) => names.flatMap(parentsOf));

/** A line of text may be wrapped in a payload with these. */
const WRAPPERS = [...WRAPPER_FIELDS];

export const PAYLOAD = new FieldUses(
  [...IN_PAYLOAD, [USE.text, PARENTS], [USE.nothing, WRAPPERS]],
  USE.other,
);

/** Within an object of a payload. */
export const NESTED = new FieldUses(
  [
    ...IN_PAYLOAD.map(([use, names]) => [use, names.flatMap((name) => name.split('.').slice(1))] as const),
    ...IN_LISTS,
    ...IN_PAYLOAD,
    [USE.text, PARENTS],
  ],
  USE.other,
);

export const REQUEST = new FieldUses(
  [
    [USE.besideLine, ['requestMethod', 'status']],
    [USE.url, ['requestUrl']],
    [USE.latency, ['latency']],
  ],
  USE.nothing,
);

export const RESOURCE = new FieldUses([[USE.resourceLabels, ['labels']]], USE.nothing);

export const RESOURCE_LABELS = new FieldUses(
  [
    [USE.revision, REVISION_LABELS],
    [USE.container, ['container_name']],
    [USE.instance, INSTANCE_RESOURCE_LABELS],
    [USE.besideLine, [...SERVICE_LABELS, 'project_id']],
  ],
  USE.nothing,
);

export const LABELS = new FieldUses(
  [
    [USE.instance, INSTANCE_LABELS],
    [USE.revision, POD_REVISION_LABELS],
  ],
  USE.nothing,
);

export const NOTHING = new FieldUses([], USE.nothing);

/** Hashes of the fields of which any makes a record say something: by name, and by the names of a parent and its field. */
export const MESSAGES: ReadonlySet<number> = new Set(
  ['textPayload', ...MESSAGE_FIELDS].flatMap((name) => {
    const [parent = '', child] = name.split('.');
    return child === undefined ? [hashOf(name)] : [hashOf(name), join(hashOf(parent), hashOf(child))];
  }),
);

const SPECIAL = 'logging.googleapis.com';

/** A Cloud Logging entry, or the record of a logger, which has the fields of a payload at its top. */
export const RECORD = new FieldUses(
  [
    [USE.insertId, ['insertId', `${SPECIAL}/insertId`]],
    [USE.trace, ['trace', `${SPECIAL}/trace`]],
    [USE.logName, ['logName']],
    [USE.line, ['textPayload']],
    [USE.payload, ['jsonPayload', 'protoPayload']],
    [USE.resource, ['resource']],
    [USE.labels, ['labels', `${SPECIAL}/labels`]],
    [USE.request, ['httpRequest']],
    [USE.parser, ['split', 'entries', ...JOURNAL_FIELDS, ...OTLP_FIELDS, ...TIME_FIELDS.flatMap(parentsOf)]],
    [
      USE.nothing,
      ['receiveTimestamp', 'spanId', 'traceSampled', 'sourceLocation', 'operation', 'errorGroups'],
    ],
    [USE.nothing, [`${SPECIAL}/sourceLocation`, `${SPECIAL}/spanId`]],
    ...TIME_FIELDS.map((name, rank) => [Math.min(USE.firstTime + rank, USE.lastTime), [name]] as const),
    ...IN_PAYLOAD,
    [USE.text, PARENTS],
    [USE.nothing, WRAPPERS],
  ],
  USE.other,
);

function parentsOf(name: string): string[] {
  return name.split('.').slice(0, -1);
}
