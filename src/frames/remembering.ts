/**
 * A function that remembers what it gave for the last texts it was asked of: the lines of a log and the steps of its stacks
 * come again and again. It forgets all when `limit` texts are remembered, so that a long log does not fill the memory.
 */
export function remembering<T>(read: (text: string) => T, limit: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size >= limit) known.clear();
    known.set(text, value);
    return value;
  };
}
