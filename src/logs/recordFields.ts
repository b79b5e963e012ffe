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
  STEP_FILE_FIELDS,
  STEP_NAME_FIELDS,
} from './payload';
import { hashOf, join } from './recordHash';
import { REQUEST_FIELDS } from './request';
import { FIELD_SLOTS, Fields, Use } from './scanner/layout';
import { INSTANCE_LABELS, INSTANCE_RESOURCE_LABELS, WRAPPED_FIELDS, WRAPPER_FIELDS } from './stitch';

/** What fields are good for, by their names: a table as the scanner reads it. */
export class FieldUses {
  /** Two numbers for each slot: the hash of a name, 0 where the slot is free, and the use. */
  readonly slots: Int32Array;

  /** `otherwise` is the use of a field that is not named; of two uses of a name the first counts. */
  constructor(named: readonly (readonly [use: Use, names: readonly string[]])[], otherwise: Use) {
    this.slots = Int32Array.from({ length: FIELD_SLOTS * 2 }, (_, i) => (i % 2 === 0 ? 0 : otherwise));
    for (const [use, names] of named) for (const name of names) this.add(hashOf(name), use);
  }

  add(hash: number, use: Use): void {
    const { slots } = this;
    let slot = hash & (FIELD_SLOTS - 1);
    while (slots[slot * 2] !== 0 && slots[slot * 2] !== hash) slot = (slot + 1) & (FIELD_SLOTS - 1);
    if (slots[slot * 2] === hash) return;
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = use;
  }
}

/** How the fields of a payload are used; a dotted name is that of a field in a field, or is written so. */
const IN_PAYLOAD: readonly (readonly [use: Use, names: readonly string[]])[] = [
  [Use.url, REQUEST_FIELDS.map(({ url }) => url)],
  [Use.revision, [...OWN_REVISION_FIELDS, ...REVISION_FIELDS]],
  [Use.besideLine, [...LEVEL_FIELDS, ...WORD_LEVEL_FIELDS, ...SCALED_LEVEL_FIELDS]],
  [
    Use.exact,
    [
      ...OWN_SERVICE_FIELDS,
      ...SERVICE_FIELDS,
      ...PART_TYPE_FIELDS,
      ...REQUEST_FIELDS.flatMap(({ method, status }) => [method, status]),
    ],
  ],
  [Use.line, WRAPPED_FIELDS],
  [Use.text, [...MESSAGE_FIELDS, ...STACK_FIELDS, ...PART_STACK_FIELDS, ...PART_MESSAGE_FIELDS]],
  // Of the audit log and App Engine's request log.
  [Use.text, ['line', 'line.logMessage', 'status.message', 'methodName']],
  [Use.exact, ['line.severity']],
];

/** Fields that lists of exceptions and of frames have. */
const IN_LISTS: typeof IN_PAYLOAD = [
  [Use.text, ['frames', 'exc_value']],
  [Use.exact, ['exc_type', 'class', 'name', ...STEP_FILE_FIELDS, ...STEP_NAME_FIELDS]],
];

/** The fields that others stand in, of the dotted names. */
const PARENTS = IN_PAYLOAD.flatMap(([, names]) => names.flatMap(parentsOf));

/** A line of text may be wrapped in a payload with these. */
const WRAPPERS = [...WRAPPER_FIELDS];

const PAYLOAD = new FieldUses([...IN_PAYLOAD, [Use.text, PARENTS], [Use.nothing, WRAPPERS]], Use.other);

/** Within an object of a payload. */
const NESTED = new FieldUses(
  [
    ...IN_PAYLOAD.map(([use, names]) => [use, names.flatMap((name) => name.split('.').slice(1))] as const),
    ...IN_LISTS,
    ...IN_PAYLOAD,
    [Use.text, PARENTS],
  ],
  Use.other,
);

const REQUEST = new FieldUses(
  [
    [Use.besideLine, ['requestMethod', 'status']],
    [Use.url, ['requestUrl']],
    [Use.latency, ['latency']],
  ],
  Use.nothing,
);

const RESOURCE = new FieldUses([[Use.resourceLabels, ['labels']]], Use.nothing);

const RESOURCE_LABELS = new FieldUses(
  [
    [Use.revision, REVISION_LABELS],
    [Use.container, ['container_name']],
    [Use.instance, INSTANCE_RESOURCE_LABELS],
    [Use.besideLine, [...SERVICE_LABELS, 'project_id']],
  ],
  Use.nothing,
);

const LABELS = new FieldUses(
  [
    [Use.instance, INSTANCE_LABELS],
    [Use.revision, POD_REVISION_LABELS],
  ],
  Use.nothing,
);

const NOTHING = new FieldUses([], Use.nothing);

/** The fields of which any makes a record say something: by name, and by the names of a parent and its field. */
const SAYING = new FieldUses([[Use.text, ['textPayload', ...MESSAGE_FIELDS]]], Use.nothing);
for (const name of MESSAGE_FIELDS) {
  const [parent = '', child] = name.split('.');
  if (child !== undefined) SAYING.add(join(hashOf(parent), hashOf(child)), Use.text);
}

const SPECIAL = 'logging.googleapis.com';

/** A Cloud Logging entry, or the record of a logger, which has the fields of a payload at its top. */
const RECORD = new FieldUses(
  [
    [Use.insertId, ['insertId', `${SPECIAL}/insertId`]],
    [Use.trace, ['trace', `${SPECIAL}/trace`]],
    [Use.logName, ['logName']],
    [Use.entryLine, ['textPayload']],
    [Use.payload, ['jsonPayload', 'protoPayload']],
    [Use.resource, ['resource']],
    [Use.labels, ['labels', `${SPECIAL}/labels`]],
    [Use.request, ['httpRequest']],
    [Use.parser, ['split', 'entries', ...JOURNAL_FIELDS, ...OTLP_FIELDS, ...TIME_FIELDS.flatMap(parentsOf)]],
    [
      Use.nothing,
      ['receiveTimestamp', 'spanId', 'traceSampled', 'sourceLocation', 'operation', 'errorGroups'],
    ],
    [Use.nothing, [`${SPECIAL}/sourceLocation`, `${SPECIAL}/spanId`]],
    ...TIME_FIELDS.map((name, rank) => [Math.min(Use.firstTime + rank, Use.lastTime), [name]] as const),
    ...IN_PAYLOAD,
    [Use.text, PARENTS],
    [Use.nothing, WRAPPERS],
  ],
  Use.other,
);

/** All tables, in the order of `Fields`, which is that of an object with numbers for names. */
export const FIELD_USES: readonly FieldUses[] = Object.values({
  [Fields.record]: RECORD,
  [Fields.payload]: PAYLOAD,
  [Fields.nested]: NESTED,
  [Fields.request]: REQUEST,
  [Fields.resource]: RESOURCE,
  [Fields.resourceLabels]: RESOURCE_LABELS,
  [Fields.labels]: LABELS,
  [Fields.nothing]: NOTHING,
  [Fields.messages]: SAYING,
} satisfies Record<Fields, FieldUses>);

function parentsOf(name: string): string[] {
  return name.split('.').slice(0, -1);
}
