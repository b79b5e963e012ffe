import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { UserError } from '../errors';

/** A value in a JSON text, with where it stands. */
export type { Node } from 'jsonc-parser';

/** A file of decisions is written by hand or by us: one that is bigger is neither. In characters. */
const MOST_TEXT = 1_000_000;

/**
 * Reads JSON with comments and trailing commas. An empty text is an empty object.
 * @throws UserError that says in a few words why the text is none, to stand after the file's name: "is not JSON: …"
 */
export function parseObject(text: string): Node {
  if (text.length > MOST_TEXT) throw new UserError('is too big to be read');
  const errors: ParseError[] = [];
  const root = treeOf(text.trim() === '' ? '{}' : text, errors);
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length;
    throw new UserError(
      `is not JSON: ${WORDS[printParseErrorCode(error.error)] ?? 'unexpected text'} in line ${line}`,
    );
  }
  if (root?.type !== 'object') throw new UserError('is not a JSON object');
  return root;
}

/** The value of a member; undefined where it is missing. Of members with one name the last counts, as JSON.parse has it. */
export function memberOf(object: Node, name: string): Node | undefined {
  return membersOf(object).get(name);
}

/** The members of an object by their names, which may be any text, `__proto__` too; empty for what is no object. */
export function membersOf(node: Node): ReadonlyMap<string, Node> {
  const members = new Map<string, Node>();
  if (node.type !== 'object') return members;
  for (const { children: [name, value] = [] } of node.children ?? []) {
    if (name && value) members.set(String(name.value), value);
  }
  return members;
}

/** The elements of a list; undefined for what is none. */
export function elementsOf(node: Node): readonly Node[] | undefined {
  return node.type === 'array' ? (node.children ?? []) : undefined;
}

/** The text of a string; undefined for what is none. */
export function textOf(node: Node | undefined): string | undefined {
  const value: unknown = node?.type === 'string' ? getNodeValue(node) : undefined;
  return typeof value === 'string' ? value : undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'there is more after the end',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a string does not end',
};

/** @throws UserError for a text so deeply nested that reading it would run out of stack */
function treeOf(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true });
  } catch (cause) {
    throw new UserError('is nested too deeply', { cause });
  }
}
