/**
 * The file name of a new report, safe on every system: `2025-01-07-websocket-returns-500.whys.md`.
 * @param template a name without its ending, in which `{date}` and `{slug}` (the title in ASCII words) are filled in
 */
export function reportFileName(
  template: string,
  { date, title }: { readonly date: string; readonly title: string },
): string {
  const stem = template
    .replaceAll('{date}', slug(date))
    .replaceAll('{slug}', slug(title) || 'report')
    .replace(/(?:\.whys)?\.md$/i, '')
    .replace(/[/\\:*?"<>|]|\p{Cc}/gu, '-')
    .replace(/^[ .-]+|[ .-]+$/g, '');
  return `${RESERVED.test(stem) ? `report-${stem}` : stem || 'report'}.whys.md`;
}

/** The name, with a number before its extensions where it is taken already; case says nothing. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const others = new Set(taken.map((other) => other.toLowerCase()));
  const stem = name.replace(/(?:\.whys)?\.[a-z]+$/i, '');
  const extensions = name.slice(stem.length);
  let unique = name;
  for (let number = 2; others.has(unique.toLowerCase()); number++) unique = `${stem}-${number}${extensions}`;
  return unique;
}

const LONGEST_SLUG = 60;

/** Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Lower-case ASCII words joined by hyphens: accents folded, cut between words. */
function slug(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}|['’`]/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let result = '';
  for (const word of words ?? []) {
    const longer = result ? `${result}-${word}` : word.slice(0, LONGEST_SLUG);
    if (longer.length > LONGEST_SLUG) break;
    result = longer;
  }
  return result;
}
