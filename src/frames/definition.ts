/**
 * The lines, counted from 1, that define a frame's function in the ways of the usual languages: `def handle(`, `func (s *Server)
 * handle(`, `handle = async (`, `void handle(…) {`. None for a function without a name of its own (`<module>`, `<lambda>`).
 */
export function definitionsOf(lines: readonly string[], func: string | undefined): number[] {
  const name = ownName(func);
  if (name === undefined) return [];
  return lines.flatMap((line, index) => (defines(line.slice(0, lineLimit), name) ? [index + 1] : []));
}

/** `handle` of `Server.handle`, `main.(*Server).handle`, `Acme.Server.handle/1`, `async handle`; nothing for `<module>`. */
function ownName(func = ''): string | undefined {
  return /(?<name>[A-Za-z_$][\w$]*)[?!]?(?:\/\d+)?$/.exec(func)?.groups?.['name'];
}

/** What stands behind this in a line is not looked at, in characters. */
const lineLimit = 1_000;

function defines(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at < 0 || /[\w$]/.test(line.charAt(at - 1)) || /[\w$]/.test(line.charAt(at + name.length)))
    return false;
  const before = line.slice(0, at);
  if (keyword.test(before)) return true;
  return modifiers.test(before) && valueOrBody.test(line.slice(at + name.length));
}

/** In front of the name, maybe with the receiver of a Go method or a Kotlin extension between. */
const keyword = /\b(?:def|defp|fn|fun|func|function|sub)\b[^;{}=]{0,200}$/;

/** In front of the name, where no keyword says so: modifiers and types, and no call. */
const modifiers = /^[\s\w<>[\],.&*~:?@$]{0,300}$(?<!\b(?:return|new|await|throw|else)\s{0,10})/;

/** Behind the name: a function as a value, or a body that opens at the end of the line. */
const valueOrBody = /^\s*(?:[:=]\s*(?:async\b|function\b|\(|[\w$]+\s*=>)|\([^;]{0,500}\)[^;(]{0,100}\{\s*$)/;
