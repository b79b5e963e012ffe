import { isFields } from '../../../src/logs/fields';
import { readSeverity, severityRank } from '../../../src/logs/severity';

/** A record as the REST API returns it. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** A filter that the service would refuse, with the place counted from 1. */
export class FilterError extends Error {
  constructor(text: string, offset: number, token: string) {
    const before = text.slice(0, offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    super(`Unparseable filter: syntax error at line ${before.length}, column ${column}, token '${token}'`);
  }
}

type Test = (record: LogRecord) => boolean;

/**
 * The part of the Logging query language that our queries use: comparisons, `:` and `:*`, RE2 matches, lists of values,
 * `log_id()`, words anywhere, AND, OR, NOT and parentheses. NOT binds tighter than OR, and OR tighter than AND, as in
 * the service. Source: https://cloud.google.com/logging/docs/view/logging-query-language
 *
 * @throws FilterError
 */
export function compileFilter(text: string): Test {
  const parser = new Parser(text);
  return parser.all();
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const SIGNS = ['>=', '<=', '!=', '=~', '!~', '=', '>', '<', ':', '(', ')', ',', '-'];
const COMPARISONS = new Set(['>=', '<=', '!=', '=~', '!~', '=', '>', '<', ':']);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const start = at;
    if (text.startsWith('--', at)) {
      while (at < text.length && text.charAt(at) !== '\n') at++;
      continue;
    }
    if (character === '"') {
      at++;
      let value = '';
      while (at < text.length && text.charAt(at) !== '"') {
        if (text.charAt(at) === '\\') {
          // A backslash protects itself and the quote; before other characters the regular expression has it.
          const next = text.charAt(at + 1);
          value += next === '"' || next === '\\' ? next : `\\${next}`;
          at += 2;
        } else value += text.charAt(at++);
      }
      if (at >= text.length) throw new FilterError(text, start, '"');
      at++;
      tokens.push({ kind: 'quoted', text: value, at: start });
      continue;
    }
    const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
    if (sign) {
      at += sign.length;
      tokens.push({ kind: 'sign', text: sign, at: start });
      continue;
    }
    while (at < text.length && /[^\s"=<>!:(),]/.test(text.charAt(at))) at++;
    if (at === start) throw new FilterError(text, start, character);
    tokens.push({ kind: 'word', text: text.slice(start, at), at: start });
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  all(): Test {
    if (this.#peek().kind === 'end') return () => true;
    const test = this.#and();
    if (this.#peek().kind !== 'end') throw this.#unexpected();
    return test;
  }

  #and(): Test {
    const tests = [this.#or()];
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'word' && token.text === 'AND') this.#next++;
      else if (token.kind === 'end' || token.text === ')') break;
      tests.push(this.#or());
    }
    return (record) => tests.every((test) => test(record));
  }

  #or(): Test {
    const tests = [this.#not()];
    while (this.#peek().kind === 'word' && this.#peek().text === 'OR') {
      this.#next++;
      tests.push(this.#not());
    }
    return (record) => tests.some((test) => test(record));
  }

  #not(): Test {
    const token = this.#peek();
    if ((token.kind === 'word' && token.text === 'NOT') || (token.kind === 'sign' && token.text === '-')) {
      this.#next++;
      const test = this.#not();
      return (record) => !test(record);
    }
    return this.#primary();
  }

  #primary(): Test {
    const token = this.#take();
    if (token.text === '(' && token.kind === 'sign') {
      const test = this.#and();
      this.#expect(')');
      return test;
    }
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.#unexpected(token);
    if (token.text === 'log_id' && this.#peek().text === '(') return this.#logId();
    const sign = this.#peek();
    if (sign.kind !== 'sign' || !COMPARISONS.has(sign.text)) return anywhere(token.text);
    this.#next++;
    return this.#comparison(token.text, sign);
  }

  #logId(): Test {
    this.#expect('(');
    const id = encodeURIComponent(this.#take().text);
    this.#expect(')');
    return (record) => text(record['logName']).endsWith(`/logs/${id}`);
  }

  #comparison(field: string, sign: Token): Test {
    if (this.#peek().text !== '(') return compare(field, sign.text, this.#value());
    this.#expect('(');
    const tests = [compare(field, sign.text, this.#value())];
    while (this.#peek().text === 'OR') {
      this.#next++;
      tests.push(compare(field, sign.text, this.#value()));
    }
    this.#expect(')');
    return (record) => tests.some((test) => test(record));
  }

  #value(): string {
    const token = this.#take();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw this.#unexpected(token);
    return token.text;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next++;
    return token;
  }

  #expect(sign: string): void {
    const token = this.#take();
    if (token.kind !== 'sign' || token.text !== sign) throw this.#unexpected(token);
  }

  #unexpected(token = this.#peek()): FilterError {
    return new FilterError(this.#text, token.at, token.text);
  }
}

function compare(field: string, sign: string, wanted: string): Test {
  const own =
    field === 'severity' ? bySeverity : field.toLowerCase().endsWith('timestamp') ? byTime : byValue;
  const test = own(sign, wanted);
  const steps = field.replace(/^error_groups/, 'errorGroups').split('.');
  return (record) => {
    const values = valuesAt(record, steps);
    return sign.startsWith('!') ? values.every(test) : values.some(test);
  };
}

/** The values at a path, through lists: a test on a list holds where it holds for one of its items. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [value];
  return isFields(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [undefined];
}

type ValueTest = (value: unknown) => boolean;

function bySeverity(sign: string, wanted: string): ValueTest {
  const rank = severityRank(readSeverity(wanted) ?? 'DEFAULT');
  return (value) => holds(sign, severityRank(readSeverity(value) ?? 'DEFAULT') - rank);
}

function byTime(sign: string, wanted: string): ValueTest {
  const time = nanos(wanted);
  return (value) =>
    typeof value === 'string' && holds(sign, nanos(value) < time ? -1 : nanos(value) > time ? 1 : 0);
}

/** RFC 3339 in UTC as a text that sorts by time. */
function nanos(time: string): string {
  const [whole = '', fraction = ''] = time.replace(/Z$/, '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

function byValue(sign: string, wanted: string): ValueTest {
  if (sign === ':' && wanted === '*') return (value) => value !== undefined && value !== null;
  if (sign === '=~' || sign === '!~') {
    const pattern = new RegExp(wanted.replace(/^\(\?i\)/, ''), wanted.startsWith('(?i)') ? 'i' : '');
    return (value) => (typeof value === 'string' && pattern.test(value)) === (sign === '=~');
  }
  if (sign === ':') {
    const part = wanted.toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase().includes(part);
  }
  const number = wanted.trim() === '' ? Number.NaN : Number(wanted);
  return (value) => {
    if (typeof value === 'number') return !Number.isNaN(number) && holds(sign, value - number);
    if (typeof value === 'boolean') return holds(sign, String(value) === wanted ? 0 : 1);
    if (typeof value !== 'string') return sign === '!=';
    if (!Number.isNaN(number) && sign !== '=' && sign !== '!=') return false;
    return holds(sign, value.toLowerCase().localeCompare(wanted.toLowerCase()));
  };
}

function holds(sign: string, order: number): boolean {
  switch (sign) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    default:
      return order <= 0;
  }
}

function anywhere(word: string): Test {
  const part = word.toLowerCase();
  return (record) => contains(record, part, 0);
}

function contains(value: unknown, part: string, depth: number): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(part);
  if (depth > 20 || typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => contains(inner, part, depth + 1));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : isFields(value) ? JSON.stringify(value) : '';
}
