/** A stretch of one line of Markdown. */
export type InlinePart =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/**
 * What a line of a report may hold, first match first: an escaped sign, code, a link, an address, bold, the mark of a
 * footnote. Everything else is text as it stands; nothing is read as HTML.
 */
const INLINE = new RegExp(
  [
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /(?<!`)(?<ticks>`+)(?<code>[^`]|[^`][\s\S]*?[^`])\k<ticks>(?!`)/,
    /\[(?<text>(?:\\.|[^\\[\]]){1,500})\]\((?<href><[^<>]{1,2000}>|[^\s()]{0,1000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,3})\)/,
    /<(?<auto>https?:\/\/[^\s<>]{1,2000})>/,
    /(?<bare>https?:\/\/[^\s<>()`]{1,2000}[^\s<>()`.,;:!?'"*\]])/,
    /\*\*(?<strong>[^\s*](?:[^*]{0,500}[^\s*])?)\*\*/,
    /(?<footnote>\[\^[^\]\s]{1,40}\])/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
  'g',
);

/** Reads a line of Markdown into text, code and links. A link that leads anywhere but into the web or the repository is text. */
export function inlineParts(markdown: string): InlinePart[] {
  const parts: InlinePart[] = [];
  let end = 0;
  for (const match of markdown.matchAll(INLINE)) {
    addText(parts, markdown.slice(end, match.index));
    add(parts, match[0], match.groups ?? {});
    end = match.index + match[0].length;
  }
  addText(parts, markdown.slice(end));
  return parts;
}

/** What is left when all marks are taken off: for names and tooltips. */
export function plainText(markdown: string): string {
  return inlineParts(markdown)
    .map((part) => part.text)
    .join('');
}

function add(parts: InlinePart[], source: string, groups: Partial<Record<string, string>>): void {
  const { escaped, code, text, href, strong, footnote } = groups;
  const address = groups.auto ?? groups.bare;
  if (escaped !== undefined) addText(parts, escaped);
  else if (code !== undefined) parts.push({ kind: 'code', text: code.replace(/^ (.+) $/, '$1') });
  else if (strong !== undefined) parts.push({ kind: 'strong', text: plainText(strong) });
  else if (address !== undefined) parts.push({ kind: 'link', text: address, href: address });
  else if (text !== undefined) {
    const target = (href ?? '').replace(/^<(.*)>$/, '$1');
    if (isSafe(target)) parts.push({ kind: 'link', text: plainText(text), href: target });
    else addText(parts, source);
  } else if (footnote === undefined) addText(parts, source);
}

function addText(parts: InlinePart[], text: string): void {
  const last = parts.at(-1);
  if (!text) return;
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}

/** Relative to the report, or http(s); no other scheme and no `//host`. */
function isSafe(href: string): boolean {
  return /^https?:\/\//i.test(href) || (href !== '' && !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(href));
}
