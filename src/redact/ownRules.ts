import type { Rule } from './rule';
import { wildcard } from './wildcard';

export interface OwnRules {
  readonly rules: readonly Rule[];
  /** A sentence for each rule that cannot be used, with what to do. */
  readonly errors: readonly string[];
}

/**
 * Rules of the setting `fiveWhys.redaction.rules`: `{ "name": "ticket", "text": "ACME-####" }`. In the text `#` stands for a digit,
 * `?` for a letter or digit, and one `*` for anything up to the next white space; all else for itself, also what a regular
 * expression would mean by it. At most 100 rules are used.
 */
export function readRules(setting: readonly unknown[]): OwnRules {
  const rules: Rule[] = [];
  const errors: string[] = [];
  if (setting.length > MOST_RULES) {
    errors.push(`fiveWhys.redaction.rules has more than ${MOST_RULES} rules. Those behind are not used.`);
  }
  for (const [index, item] of setting.slice(0, MOST_RULES).entries()) {
    const rule = readRule(item);
    if (typeof rule === 'string') errors.push(`Rule ${index + 1} of fiveWhys.redaction.rules ${rule}`);
    else rules.push(rule);
  }
  return { rules, errors };
}

const MOST_RULES = 100;

function readRule(item: unknown): Rule | string {
  if (typeof item !== 'object' || item === null)
    return 'is no object. Write {"name": "ticket", "text": "ACME-####"}.';
  const name: unknown = Reflect.get(item, 'name');
  const text: unknown = Reflect.get(item, 'text');
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{1,30}$/.test(name)) {
    return 'needs a name of lower-case letters, digits and hyphens, such as "ticket".';
  }
  if (typeof text !== 'string' || text.length > 200)
    return `("${name}") needs a text of at most 200 characters.`;
  if (/\s/.test(text)) return `("${name}") has white space in its text. Name one word at a time.`;
  if (text.split('*').length > 2)
    return `("${name}") has more than one * in its text. Use one, for the part that varies.`;
  if (text.replace(/[#?*]/g, '').length < 3) {
    return `("${name}") would find nearly everything. Write at least three characters that stand for themselves.`;
  }
  return { kind: name, name: `text that the rule ${name} forbids`, find: wildcard(text) };
}
