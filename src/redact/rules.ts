import { COMMAND_RULES } from './commandRules';
import { HOST_RULES } from './hostRules';
import { NAMED_RULES } from './namedRules';
import { NUMBER_RULES } from './numberRules';
import { PERSONAL_RULES } from './personalRules';
import { REQUEST_RULES } from './requestRules';
import type { Rule } from './rule';
import { TOKEN_RULES } from './tokenRules';

/** The built-in rules; of two that find the same text, the earlier names it. */
export const RULES: readonly Rule[] = [
  ...TOKEN_RULES,
  ...REQUEST_RULES,
  ...NAMED_RULES,
  ...COMMAND_RULES,
  ...PERSONAL_RULES,
  ...HOST_RULES,
  ...NUMBER_RULES,
];

/** What a kind is called in a sentence, with its article; `text that a rule of yours forbids` for one of a setting. */
export function namesOf(kind: string): string {
  return RULES.find((rule) => rule.kind === kind)?.name ?? 'text that a rule of yours forbids';
}
