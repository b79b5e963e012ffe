import { cleanLine } from '../whys/clean';
import { isFieldName } from './fieldNames';
import { lineEnd, linesIn, trimEnd, type Range } from './lines';
import { contentStart } from './outline';
import type { FieldRange } from './ranges';

/** A field of the YAML before a document, `severity: sev2`, and what it says. */
export interface MatterField {
  readonly range: FieldRange;
  readonly value: string;
}

/** The fields of the front matter that a report's head has: one line each; lists, blocks and nested values are left alone. */
export function readFrontMatter(markdown: string): MatterField[] {
  const end = contentStart(markdown);
  const start = Math.min(lineEnd(markdown, 0) + 1, end);
  return linesIn(markdown, { start, end }).flatMap((line) => fieldAt(markdown, line) ?? []);
}

/** What stands behind the colon for this value: quoted where YAML would read something else. */
export function writeMatter(value: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N} ./()_-]*$/u.test(value) && cleanLine(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

function fieldAt(markdown: string, line: Range): MatterField | undefined {
  const written = markdown.slice(line.start, line.end);
  const key = /^([\p{L}][\p{L}\p{N}_ -]{0,40}?)\s?:(?=\s)/u.exec(written);
  const name = key?.[1] ?? '';
  if (!key || !(isFieldName(name.replace(/[_-]/g, ' ')) || name === 'title')) return undefined;
  const labelEnd = line.start + key[0].length;
  const text = trimEnd(markdown, { start: labelEnd, end: line.end });
  const value = valueOf(markdown.slice(text.start, text.end).trim());
  if (!value) return undefined;
  const label = { start: line.start, end: labelEnd };
  return { value, range: { name, label, text, whole: line, form: 'matter' } };
}

/** Of a plain or quoted scalar what it says; empty for anything else. */
function valueOf(written: string): string {
  if (written.startsWith('"')) return quoted(written);
  if (written.startsWith("'")) {
    const closed = /^'((?:[^']|'')*)'$/.exec(written)?.[1] ?? '';
    return cleanLine(closed.replaceAll("''", "'"));
  }
  return /^[[{|>&*!%@`#]/.test(written) ? '' : cleanLine(written.replace(/\s#.*$/, ''));
}

function quoted(written: string): string {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? cleanLine(value) : '';
  } catch {
    return ''; // an escape that JSON has not
  }
}
