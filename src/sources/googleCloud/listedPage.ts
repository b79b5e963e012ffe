import { decode } from '../../logs/decode';
import type { BadRecord, Entry } from '../../logs/entry';
import type { Mark, Page } from '../source';

/**
 * A page whose records are read only as they are asked for: as entries, by who shows them, or as lines, by who counts
 * them.
 */
export class ListedPage implements Page {
  readonly resume?: string;
  readonly mark?: Mark;
  readonly #records: readonly unknown[];
  /** How many records came before this page. */
  readonly #before: number;
  #read: Pick<Page, 'entries' | 'bad'> | undefined;

  constructor(
    records: readonly unknown[],
    before: number,
    { resume, mark }: { readonly resume: string | undefined; readonly mark: Mark | undefined },
  ) {
    this.#records = records;
    this.#before = before;
    if (resume !== undefined) this.resume = resume;
    if (mark) this.mark = mark;
  }

  get entries(): readonly Entry[] {
    return this.#decoded.entries;
  }

  get bad(): readonly BadRecord[] {
    return this.#decoded.bad;
  }

  get lines(): string {
    return this.#records.map((record) => `${JSON.stringify(record)}\n`).join('');
  }

  get #decoded(): Pick<Page, 'entries' | 'bad'> {
    this.#read ??= decodeAll(this.#records, this.#before);
    return this.#read;
  }
}

function decodeAll(records: readonly unknown[], before: number): Pick<Page, 'entries' | 'bad'> {
  const entries: Entry[] = [];
  const bad: BadRecord[] = [];
  for (const [index, record] of records.entries()) {
    const decoded = decode(record);
    if ('entry' in decoded) entries.push(decoded.entry);
    else bad.push({ at: before + index + 1, why: decoded.why });
  }
  return { entries, bad };
}
