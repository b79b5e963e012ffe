import { createScanner } from 'jsonc-parser';
import type { Node } from './jsonNode';

/*
 * Edits of a JSON text by where its values stand. jsonc-parser's own `modify` is not used: it leaves a bracket behind when it
 * removes the last element of a list in one line, and lays neighbours out anew.
 */

/**
 * Puts a value at the end of a list, or a member at the end of an object where it has a name. It comes on a line of its
 * own, indented as the file is, unless the container is written in one line and has something in it.
 */
export function insertLast(text: string, container: Node, value: unknown, name?: string): string {
  const last = container.children?.at(-1);
  const prefix = name === undefined ? '' : `${JSON.stringify(name)}: `;
  if (last && !spansLines(text, container)) {
    return splice(text, endOf(last), endOf(last), `, ${prefix}${JSON.stringify(value)}`);
  }
  const { unit, eol } = layoutOf(text);
  const outer = indentAt(text, container.offset);
  const inner = last ? indentAt(text, last.offset) : outer + unit;
  const content = prefix + JSON.stringify(value, undefined, unit).replaceAll('\n', eol + inner);
  if (last) return splice(text, endOf(last), endOf(last), `,${eol}${inner}${content}`);
  const open = container.offset + 1;
  return splice(text, open, open, eol + inner + content + (spansLines(text, container) ? '' : eol + outer));
}

/** Puts another value in the place of one. */
export function replace(text: string, node: Node, value: unknown): string {
  return splice(text, node.offset, endOf(node), JSON.stringify(value));
}

/** Takes an element out of a list, with its comma and the lines that were its alone. Comments beside it stay. */
export function removeElement(text: string, list: Node, element: Node): string {
  const elements = list.children ?? [];
  const index = elements.indexOf(element);
  const comma = commaAfter(text, element);
  if (comma !== undefined) return cut(text, element.offset, comma + 1);
  const without = cut(text, element.offset, endOf(element));
  const before = elements[index - 1];
  const left = before && commaAfter(text, before);
  if (left === undefined) return without;
  const [spaces = ''] = /^[ \t]*(?=\])/.exec(without.slice(left + 1)) ?? [];
  return splice(without, left, left + 1 + spaces.length, '');
}

function commaAfter(text: string, node: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(node));
  scanner.scan(); // behind a value there is a comma or the end of what it stands in
  return text.charAt(scanner.getTokenOffset()) === ',' ? scanner.getTokenOffset() : undefined;
}

/** Removes a range; where nothing but white space is left of its lines these go too, else the spaces behind it do. */
function cut(text: string, start: number, end: number): string {
  const [lineStart, lineEnd] = [lineStartOf(text, start), lineEndOf(text, end)];
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === '';
  if (isAlone && lineStart > 0 && lineEnd < text.length) return splice(text, lineStart, lineEnd + 1, '');
  const [spaces = ''] = /^[ \t]*/.exec(text.slice(end, lineEnd)) ?? [];
  return splice(text, start, end + spaces.length, '');
}

function spansLines(text: string, { offset, length }: Node): boolean {
  return text.slice(offset, offset + length).includes('\n');
}

/** The white space that the line of an offset starts with. */
function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? '';
}

function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line feed at the end of a line is, or the end of the text. */
function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The file's own indentation and line ends; two spaces where it shows none. */
function layoutOf(text: string): { readonly unit: string; readonly eol: string } {
  return { unit: /^([ \t]{1,8})"/m.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function splice(text: string, start: number, end: number, content: string): string {
  return text.slice(0, start) + content + text.slice(end);
}
