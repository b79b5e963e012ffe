import type { Field } from '../whys/analysis';
import { sameName } from '../whys/apply';
import { cleanName } from '../whys/clean';
import { blockAfter, linesAfter, replace, withoutLines } from './insert';
import { lineEnd, lineStart } from './lines';
import type { FieldRange } from './ranges';
import type { TextEdit } from './textEdit';
import { writeMatter } from './frontMatter';
import { writeCell } from './writeActions';
import { writeField } from './writeProblem';

/**
 * Sets the first field of a name, removes it where there is no value after the change, or adds it behind the others.
 * @param fields as they are after the change
 * @param behind what a first field goes behind; undefined for the file's beginning
 */
export function editField(
  markdown: string,
  rawName: string,
  ranges: readonly FieldRange[],
  fields: readonly Field[],
  behind: number | undefined,
): TextEdit[] {
  const name = cleanName(rawName);
  const range = ranges.find((field) => sameName(cleanName(field.name), name));
  if (range && fields.length < ranges.length) return [withoutLines(markdown, range.whole)];
  const field = fields.find((other) => sameName(other.name, name));
  if (!field) return [];
  if (range) return [replace(range.text, ` ${valueIn(range, field.value)}`)];
  const last = ranges.at(-1);
  if (!last || last.form === 'matter') return [blockAfter(markdown, behind, writeField(field))];
  return [linesAfter(markdown, last.whole.end, likeLast(markdown, last, field))];
}

/** Whether a field is not a line of its own with a bold label, as ours are. */
export function isOtherField({ whole, label, form }: FieldRange): boolean {
  return form !== undefined || whole.start < label.start;
}

/** The value as that form has it. */
function valueIn({ form }: FieldRange, value: string): string {
  if (form === 'row') return writeCell(value);
  return form === 'matter' ? writeMatter(value) : value;
}

/** A field that looks like the last one: an item where that is one, with a line break behind it where that has one. */
function likeLast(markdown: string, last: FieldRange, field: Field): string {
  if (last.form === 'row') return `| **${field.name}** | ${writeCell(field.value)} |`;
  const isItem = last.whole.start < last.label.start;
  const marker = isItem ? markdown.slice(lineStart(markdown, last.whole.start), last.label.start) : '';
  const behind = markdown.slice(last.text.end, lineEnd(markdown, last.text.end));
  return marker + writeField(field).trimEnd() + behind;
}
