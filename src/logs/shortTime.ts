/** `2025-09-04 15:42` of an RFC 3339 time; what is no such time stays as far as it goes. */
export function shortTime(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
