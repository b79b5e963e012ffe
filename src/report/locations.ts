import type { IsFile } from '../frames/existing';
import type { Frame } from '../frames/frame';
import { readFrames } from '../frames/read';

/** A code location in a report. Offsets are UTF-16, as everywhere. */
export type Location = LinkedLocation | WrittenLocation;

interface Located {
  readonly start: number;
  readonly end: number;
  /** Counted from 1; undefined where the report names none. */
  readonly line: number | undefined;
  /** Where the number of the line is written, each time. */
  readonly numbers: readonly Span[];
  /** The commit that the report names right behind it: `at 3f2a9c1`. */
  readonly commit: PinnedCommit | undefined;
  /** Whether it is part of what a log or a command printed: a fence, or the excerpt of a footnote. */
  readonly isQuoted: boolean;
}

/** A Markdown link to a file: `[websocket.py:557](../app/websocket.py#L557)`. */
export interface LinkedLocation extends Located {
  /** Relative to the report, as the file system has it. */
  readonly target: string;
}

/** A location in the text: `websocket.py:557`, `line 557 in app.routes.websocket`. */
export interface WrittenLocation extends Located {
  readonly frame: Frame;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PinnedCommit extends Span {
  /** As it is written, mostly abbreviated. */
  readonly hash: string;
}

/** Whether a Markdown text has Five Whys in it: it says so, or it numbers its whys. */
export function hasWhys(markdown: string): boolean {
  return /\b(?:five|5)[ -]?whys?\b|^[^\w\n]{0,8}(?:why|warum|pourquoi|por qu[eé]|perch[eé]|waarom|dlaczego|почему|なぜ|为什么|왜) ?#?\d|(?:5|fünf|cinq|cinco|cinque|vijf|пять)[ -](?:mal )?(?:warum|pourquoi|porqu|por qu|perch|waarom|почему)|なぜなぜ/im.test(
    markdown,
  );
}

/** The code locations that a report names, in its order. Takes time linear in the text. */
export function locationsIn(markdown: string, isFile: IsFile): Location[] {
  const quoted = quotedSpans(markdown);
  const links = linksIn(markdown);
  const found: Location[] = [];
  const isLinkQuoted = within(quoted);
  for (const link of links) {
    const target = targetOf(link.url);
    if (isLinkQuoted(link.start) || target === undefined) continue;
    const { start, end } = link;
    found.push({
      start,
      end,
      ...target,
      numbers: numbersOf(link, target.line),
      commit: commitBehind(markdown, end),
      isQuoted: false,
    });
  }
  const isQuoted = within(quoted);
  let next = 0;
  for (const frame of readFrames(markdown, isFile)) {
    const { start, end, line } = frame;
    while ((links[next]?.end ?? Infinity) <= start) next++;
    if ((links[next]?.start ?? Infinity) < end) continue;
    const numbers = numberIn(markdown, frame);
    found.push({
      start,
      end,
      line,
      frame,
      numbers,
      commit: commitBehind(markdown, end),
      isQuoted: isQuoted(start),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

interface MarkdownLink extends Span {
  readonly label: string;
  readonly url: string;
}

function linksIn(markdown: string): MarkdownLink[] {
  const links = /\[(?<label>[^[\]\n]{1,400})\]\((?:<(?<angled>[^<>\n]{1,600})>|(?<url>[^()\s<>]{1,600}))\)/g;
  return [...markdown.matchAll(links)].map(({ index, 0: whole, groups }) => ({
    start: index,
    end: index + whole.length,
    label: groups?.['label'] ?? '',
    url: groups?.['angled'] ?? groups?.['url'] ?? '',
  }));
}

/** The file and line of a relative link to code; undefined for any other: an address, an anchor, another document. */
function targetOf(url: string): { readonly target: string; readonly line: number | undefined } | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^#|^\//i.test(url)) return undefined;
  const [path = '', fragment = ''] = url.split('#');
  const line = /^L(?<line>\d{1,7})/.exec(fragment)?.groups?.['line'];
  if (line === undefined && (fragment !== '' || /\.(?:md|png|svg|jpe?g|gif)$|\/$/i.test(path)))
    return undefined;
  return { target: decoded(path), line: line === undefined ? undefined : Number(line) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is a character of the name
  }
}

/** Where a link says its line: behind the last colon of its label, and in its fragment. */
function numbersOf({ start, end, label, url }: MarkdownLink, line: number | undefined): Span[] {
  if (line === undefined) return [];
  const spans: Span[] = [];
  const inLabel = label.lastIndexOf(`:${line}`);
  const digits = String(line).length;
  if (inLabel >= 0 && !/\d/.test(label.charAt(inLabel + 1 + digits))) {
    spans.push({ start: start + inLabel + 2, end: start + inLabel + 2 + digits });
  }
  const urlStart = start + 1 + label.length + 2 + (end - start - label.length - url.length === 6 ? 1 : 0);
  const inUrl = urlStart + url.indexOf('#L') + 2;
  return [...spans, { start: inUrl, end: inUrl + digits }];
}

/** Where a location in the text says its line: the first time behind its path, else the first time. */
function numberIn(markdown: string, { start, end, path, line }: Frame): Span[] {
  if (line === undefined) return [];
  const written = markdown.slice(start, end);
  const pathAt = written.indexOf(path);
  const number = new RegExp(`(?<!\\d)${line}(?!\\d)`, 'g');
  number.lastIndex = pathAt < 0 ? 0 : pathAt + path.length;
  const match = number.exec(written) ?? number.exec(written);
  return match ? [{ start: start + match.index, end: start + match.index + match[0].length }] : [];
}

function commitBehind(markdown: string, end: number): PinnedCommit | undefined {
  const behind = /^[`*)]{0,3} {0,2}(?:at|@) {0,2}`?(?<hash>[0-9a-f]{7,64})(?![\w-])/.exec(
    markdown.slice(end, end + 90),
  );
  const hash = behind?.groups?.['hash'];
  if (!behind || hash === undefined) return undefined;
  const hashEnd = end + behind[0].length;
  return { hash, start: hashEnd - hash.length, end: hashEnd };
}

/** Tells of offsets, asked in their order, whether they lie in one of the spans. */
function within(spans: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while ((spans[next]?.end ?? Infinity) <= offset) next++;
    return (spans[next]?.start ?? Infinity) <= offset;
  };
}

function quotedSpans(markdown: string): Span[] {
  const spans: Span[] = [];
  let fence: { readonly mark: string; readonly start: number } | undefined;
  let start = 0;
  for (const line of markdown.split('\n')) {
    const end = start + line.length + 1;
    const mark = /^[ >]{0,8}(?<mark>`{3,20}|~{3,20})/.exec(line)?.groups?.['mark'];
    if (fence) {
      if (mark?.startsWith(fence.mark)) {
        spans.push({ start: fence.start, end });
        fence = undefined;
      }
    } else if (mark !== undefined) fence = { mark, start };
    else if (/^ {0,3}\[\^/.test(line)) spans.push({ start, end });
    start = end;
  }
  if (fence) spans.push({ start: fence.start, end: start });
  return spans;
}
