/** So many signs tell a line from the others. */
const LENGTH = 90;

/** What stands at the beginning of a line of Markdown and says nothing: marks of headings, quotations, items and boxes, and numbers. */
const MARKS = /^[\s#>*+-]{0,20}(?:\d{1,4}[.)]\s{1,4})?(?:\[[ xX]\]\s{1,4})?/;

/** The first line of a place in a report, in short and without its marks, to tell it from others; cells with dots between them. */
export function excerpt(markdown: string, start: number, end: number): string {
  const [line = ''] = markdown.slice(start, Math.min(end, start + 4 * LENGTH)).split('\n', 1);
  const cells = line.split('|').map((cell) => cell.trim());
  const text = cells.filter(Boolean).join(' · ').replace(MARKS, '').replaceAll('**', '').trim();
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1).trimEnd()}…` : text;
}
