import { parseMarkdown } from './parseMarkdown';

/** A code span of one line. Source: https://spec.commonmark.org/0.31.2/#code-spans */
export function inlineCode(text: string): string {
  const line = withoutControls(text.replace(/[\r\n\u2028\u2029]+/g, ' ')).trim();
  if (!line) return '';
  const ticks = '`'.repeat(freeRun(line));
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${line}${padding}${ticks}`;
}

/** A fenced block, LF between its lines. */
export function fenced(text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}\n${text}\n${ticks}`;
}

/**
 * Plain text of one line, such as a log message, that says the same as Markdown. What Markdown would not take for
 * plain text gets backslashes; addresses, which every forge links in its own way, become code.
 */
export function escapeText(text: string): string {
  const line = oneLine(text);
  if (isPlain(line)) return line;
  return line
    .split(' ')
    .map((word, index) => (ADDRESS.test(word) ? inlineCode(word) : escapeWord(word, index === 0)))
    .join(' ');
}

/**
 * A link with plain text; the text alone where the address is none that a report may follow: http(s), or a path that is
 * relative to the report and not yet encoded, with `#L12` behind it for a line.
 */
export function link(text: string, url: string): string {
  const label = escapeText(text)
    .replace(/\\?[[\]]/g, (bracket) => `\\${bracket.at(-1)}`)
    .replace(/(?<!\\)\\$/, '$&$&');
  const target = oneLine(url);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
  if (!target || (scheme && scheme !== 'http' && scheme !== 'https')) return label;
  return `[${label}](${scheme ? encode(target, UNSAFE) : encodePath(target)})`;
}

/** What ends a link's address, a table's cell or a code span, or is no part of an address. */
const UNSAFE = /[\s"'()<>[\]\\^`{|}*_~]/g;
const UNSAFE_IN_PATH = /[\s"'()<>[\]\\^`{|}*~%#?&]/g;

/** Web and mail addresses, with or without a scheme, as the linkers of GitHub, GitLab and VS Code find them. */
const ADDRESS = /:\/\/|www\.|@|(?:mailto|xmpp|tel):/i;

const MARKS = /[\\`*_~[\]<>&|!]/g;
const BLOCK_START = /^(?:[#>+=:-]|\d+(?=[.)]))/;

function isPlain(text: string): boolean {
  // A single backtick may find another one on its line.
  if (ADDRESS.test(text) || /`|\[\^/.test(text)) return false;
  const { children } = parseMarkdown(text);
  const [paragraph] = children;
  if (!paragraph) return text === '';
  if (children.length > 1 || paragraph.type !== 'paragraph') return false;
  const [only] = paragraph.children;
  return paragraph.children.length === 1 && only?.type === 'text' && only.value === text;
}

function escapeWord(word: string, first: boolean): string {
  const escaped = word.replace(MARKS, '\\$&');
  return first
    ? escaped.replace(BLOCK_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    : escaped;
}

function encodePath(path: string): string {
  const fragment = /#L\d+(?:-L\d+)?$/.exec(path)?.[0] ?? '';
  return encode(path.slice(0, path.length - fragment.length), UNSAFE_IN_PATH) + fragment;
}

function encode(url: string, unsafe: RegExp): string {
  return url.replace(
    unsafe,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function oneLine(text: string): string {
  return withoutControls(text.replace(/\s+/g, ' ')).trim();
}

function withoutControls(line: string): string {
  return line.replace(/(?!\t)\p{Cc}/gu, '');
}

/** The length of the shortest run of backticks that the text does not hold. */
function freeRun(text: string): number {
  const runs = new Set(text.match(/`+/g)?.map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length++;
  return length;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
