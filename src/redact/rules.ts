import { COMMAND_RULES } from './commandRules';
import { NAMED_RULES } from './namedRules';
import { PERSONAL_RULES } from './personalRules';
import type { Rule } from './rule';
import { TOKEN_RULES } from './tokenRules';

/** The built-in rules; of two that find the same text, the earlier names it. */
export const RULES: readonly Rule[] = [...TOKEN_RULES, ...NAMED_RULES, ...COMMAND_RULES, ...PERSONAL_RULES];

/** What a kind is called in a sentence, with its article; `text that a rule of yours forbids` for one of a setting. */
export function namesOf(kind: string): string {
  return RULES.find((rule) => rule.kind === kind)?.name ?? 'text that a rule of yours forbids';
}
