import type { Field } from '../whys/analysis';
import { cleanCell, cleanLine, cleanName } from '../whys/clean';
import type { Block } from './blocks';
import { isFieldName } from './fieldNames';
import { labelAt, type Labelled } from './labelled';
import { linesIn, lineStart, nextLine, trimEnd, type Range } from './lines';
import { cellsOf } from './readActions';
import type { FieldRange } from './ranges';

export interface ReadFields {
  readonly fields: readonly Field[];
  readonly ranges: readonly FieldRange[];
}

/** The fields of these blocks: labelled lines, labelled items of lists, and rows of tables of two columns. */
export function readFields(markdown: string, blocks: readonly Block[]): ReadFields {
  const fields: Field[] = [];
  const ranges: FieldRange[] = [];
  const add = (range: FieldRange) => {
    const name = cleanName(range.name);
    if (!name) return;
    const written = markdown.slice(range.text.start, range.text.end);
    fields.push({ name, value: range.form === 'row' ? cleanCell(written) : cleanLine(written) });
    ranges.push(range);
  };
  for (const [index, block] of blocks.entries()) {
    for (const range of labelledIn(markdown, block)) {
      if (!isCaption(markdown, range, blocks[index + 1])) add(range);
    }
  }
  return { fields, ranges };
}

function labelledIn(markdown: string, block: Block): FieldRange[] {
  if (block.type === 'paragraph') return linesOf(markdown, block);
  if (block.type === 'table') return rowsOf(markdown, block);
  if (block.type !== 'list') return [];
  return block.children.flatMap((item) => {
    const [first] = item.children;
    const labelled = first && labelAt(markdown, { start: first.start, end: item.end });
    return labelled ? [{ ...labelled, whole: { start: item.start, end: item.end } }] : [];
  });
}

/** The lines with a label: in bold, with the lines that go on with it, or not, with a name that fields have. */
function linesOf(markdown: string, paragraph: Block): FieldRange[] {
  const found: FieldRange[] = [];
  for (const line of linesIn(markdown, paragraph)) {
    const bold = labelAt(markdown, line);
    const plain = bold ? undefined : plainLabelAt(markdown, line);
    const last = found.at(-1);
    if (bold) found.push({ ...bold, whole: wholeOf(bold) });
    else if (plain) found.push({ ...plain, whole: wholeOf(plain), form: 'plain' });
    else if (last) {
      const text = trimEnd(markdown, { ...last.text, end: line.end });
      found[found.length - 1] = { ...last, text, whole: { ...last.whole, end: text.end } };
    }
  }
  return found;
}

/** `Severity: high`, `_Owner_: Ada` */
function plainLabelAt(markdown: string, line: Range): Labelled | undefined {
  const written = markdown.slice(line.start, line.end);
  const match = /^ {0,3}([*_]?)(\p{L}[\p{L} -]{1,40}?)(?:\1[:：]|[:：]\1)(?=\s)/u.exec(written);
  const [all = '', , name = ''] = match ?? [];
  const text = trimEnd(markdown, { start: line.start + all.length, end: line.end });
  if (!isFieldName(name) || text.start >= text.end) return undefined;
  const start = line.start + all.length - all.trimStart().length;
  return { name, label: { start, end: line.start + all.length }, text };
}

/** The rows of a table of two columns whose first names a field: under a head that says so, or in bold. */
function rowsOf(markdown: string, table: Block): FieldRange[] {
  const rows = table.children.map((row) => ({ row, cells: cellsOf(markdown, row) }));
  if (!rows.every(({ cells }) => cells.length === 2)) return [];
  const fields = rows.flatMap(({ row, cells }) => rowField(markdown, row, cells) ?? []);
  const [head] = rows;
  const isHead = fields[0]?.whole.start !== head?.row.start;
  return fields.length > 0 && fields.length >= rows.length - (isHead ? 1 : 0) ? fields : [];
}

function rowField(markdown: string, row: Block, [first, second]: readonly Range[]): FieldRange | undefined {
  if (!first || !second) return undefined;
  const name = cleanCell(markdown.slice(first.start, first.end))
    .replace(/[*_`:：]/g, '')
    .trim();
  const isBold = /^\s*(?:\*\*|__)/.test(markdown.slice(first.start, first.end));
  const text = trimEnd(markdown, second);
  if (!(isFieldName(name) || (isBold && name)) || !markdown.slice(text.start, text.end).trim())
    return undefined;
  return { name, label: first, text, whole: { start: row.start, end: row.end }, form: 'row' };
}

function wholeOf({ label, text }: Labelled): Range {
  return { start: label.start, end: text.end };
}

/** A label without a text names the list right below it. */
function isCaption(markdown: string, { text }: Labelled, next: Block | undefined): boolean {
  if (text.start < text.end || next?.type !== 'list') return false;
  return nextLine(markdown, text.end) === lineStart(markdown, next.start);
}
