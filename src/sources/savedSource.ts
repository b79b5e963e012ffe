import { isFields, type Fields } from '../logs/fields';
import { SEVERITIES, type Severity } from '../logs/entry';
import type { CloudSettings } from './googleCloud/cloudSettings';

/** A Google Cloud source as the settings have it: where it reads, and what. None of it is secret. */
export interface SavedSource extends CloudSettings {
  /** Entries below it are left out; the setting `minimumSeverity` unless told. */
  readonly severity?: Severity;
  /** How far back a pull goes, such as `24h`; see `readRange`. */
  readonly range?: string;
  /** The query as the user wrote it, without times, in place of the one that is made of the rest. */
  readonly filter?: string;
}

/** How far back a pull goes where nobody says so. */
export const DEFAULT_RANGE = '24h';

/** What one setting says, and what of it cannot be used, in words for the person who wrote it. */
export interface SavedSources {
  readonly sources: readonly SavedSource[];
  readonly problems: readonly string[];
}

/** Reads the value of the setting `sources`. What is no source is passed over and said; of two with one name the first counts. */
export function readSavedSources(value: unknown): SavedSources {
  if (value === undefined) return { sources: [], problems: [] };
  if (!Array.isArray(value)) return { sources: [], problems: ['is no list'] };
  const sources = new Map<string, SavedSource>();
  const problems: string[] = [];
  for (const [index, item] of value.slice(0, MOST_SOURCES).entries()) {
    const read = isFields(item) ? readSource(item) : 'is no object';
    if (typeof read === 'string') problems.push(`item ${index + 1} ${read}`);
    else if (sources.has(read.name))
      problems.push(`item ${index + 1} has the name of an earlier one, "${read.name}"`);
    else sources.set(read.name, read);
  }
  return { sources: [...sources.values()], problems };
}

/** A range such as `90m`, `24h` or `7d` in milliseconds; undefined where it is none, or more than a year. */
export function readRange(text: string): number | undefined {
  const match = /^(\d{1,5})([mhd])$/.exec(text.trim());
  if (!match) return undefined;
  const ms = Number(match[1]) * (UNITS_MS.get(match[2] ?? '') ?? Number.NaN);
  return ms > 0 && ms <= YEAR_MS ? ms : undefined;
}

/** The source as it is written into the settings: without what says nothing. */
export function savedForm(source: SavedSource): SavedSource {
  const said = Object.entries(source).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return { ...Object.fromEntries(said), name: source.name };
}

const MOST_SOURCES = 100;
const MINUTE_MS = 60_000;
const YEAR_MS = 366 * 24 * 60 * MINUTE_MS;
const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['m', MINUTE_MS],
  ['h', 60 * MINUTE_MS],
  ['d', 24 * 60 * MINUTE_MS],
]);

const TEXTS = [
  'project',
  'keyFile',
  'impersonate',
  'quotaProject',
  'endpoint',
  'extraFilter',
  'filter',
  'range',
] as const;
const LISTS = ['resourceNames', 'resourceTypes', 'services'] as const;

/** A source, or what is wrong with it. */
function readSource(item: Fields): SavedSource | string {
  const name = textIn(item, 'name')?.trim();
  if (!name) return 'has no name';
  const range = textIn(item, 'range');
  if (range !== undefined && readRange(range) === undefined) {
    return `("${name}") has a range that is none such as 6h or 7d: ${JSON.stringify(range)}`;
  }
  const severity = SEVERITIES.find((one) => one === item['severity']);
  const { transport } = item;
  const texts = TEXTS.flatMap((key) => {
    const text = textIn(item, key);
    return text ? [[key, text] as const] : [];
  });
  const lists = LISTS.flatMap((key) => {
    const list = listIn(item, key);
    return list.length > 0 ? [[key, list] as const] : [];
  });
  return {
    name,
    ...Object.fromEntries([...texts, ...lists]),
    ...(severity && { severity }),
    ...((transport === 'grpc' || transport === 'rest') && { transport }),
  };
}

function textIn(item: Fields, key: string): string | undefined {
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function listIn(item: Fields, key: string): string[] {
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];
}
