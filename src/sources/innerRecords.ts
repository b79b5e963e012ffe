import { decode, type Decoded } from '../logs/decode';
import { isFields, type Fields } from '../logs/fields';
import { otlpRecords } from '../logs/otlp';

/**
 * Reads a parsed JSON value that is a log record, or holds some: an answer of an API, an export of OpenTelemetry, a hit of a
 * search, an event list. One that holds none is read as what it is, with the reason why it is no entry.
 */
export function decodeAll(value: unknown): readonly Decoded[] {
  if (isFields(value) && Array.isArray(value['entries']))
    return value['entries'].map((record) => decode(record));
  const decoded = decodeHeld(value, 0);
  return decoded.length > 0 ? decoded : [decode(value)];
}

/** How deep records stand in others at most: `hits.hits[]._source`. */
const MAX_DEPTH = 5;
const MAX_FIELDS = 100;

function decodeHeld(value: unknown, depth: number): Decoded[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item) => decodeHeld(item, depth + 1));
  if (!isFields(value)) return [];
  const exported = otlpRecords(value);
  if (exported) return exported.map((record) => decode(record));
  const decoded = decode(value);
  return 'entry' in decoded ? [decoded] : held(value, depth);
}

/** What stands in the fields of a record that is none itself. */
function held(record: Fields, depth: number): Decoded[] {
  return Object.values(record)
    .slice(0, MAX_FIELDS)
    .flatMap((field) => decodeHeld(field, depth + 1));
}
