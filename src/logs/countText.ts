/** A count as people read it: `1,204`, or `at least 1,204` where there may be more. */
export function countText(count: number, isExact = true): string {
  const number = count.toLocaleString('en-US');
  return isExact ? number : `at least ${number}`;
}

/** A count with what it counts: `1 pattern`, `1,204 patterns`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
