/** Text of a heading: a backslash keeps a `#` at its end from closing it, and one that stands there gets one more. */
export function writeHeading(text: string): string {
  return text.replace(/(^|\s)(\\*#+)$/, '$1\\$2');
}

/** The text that `writeHeading` wrote. */
export function readHeading(markdown: string): string {
  return markdown.replace(/(^|\s)\\(\\*#+)$/, '$1$2');
}
