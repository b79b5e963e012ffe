/** A source line as it is compared with another: white space is told apart from none, but not from other white space. */
export function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
