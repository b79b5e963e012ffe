import type { Rule } from './rule';
import { RULES } from './rules';

/** A secret or personal data in a text. */
export interface Found {
  /** `jwt`, `email`. */
  readonly kind: string;
  /** UTF-16 offsets into the text; the end is excluded. */
  readonly start: number;
  readonly end: number;
  /** What would go. */
  readonly text: string;
  /** `[redacted-jwt]`. */
  readonly replacement: string;
}

export interface Redacted {
  /** With every found text replaced. */
  readonly text: string;
  /** In the text's order, none overlapping. */
  readonly found: readonly Found[];
}

/**
 * Finds secrets and personal data, and replaces them. What was replaced once is not found again. Takes time linear in the text.
 * @param further rules beside the built-in ones, as `readRules` reads them from the setting
 */
export function redact(text: string, further: readonly Rule[] = []): Redacted {
  const found = findSecrets(text, further);
  return { text: replaceFound(text, found), found };
}

/** What `redact` would replace. */
export function findSecrets(text: string, further: readonly Rule[] = []): Found[] {
  const matches = [...further, ...RULES].flatMap((rule) => matchesOf(text, rule));
  const found: Found[] = [];
  // A stable sort: of rules that find the same start, the first in the table comes first.
  for (const match of matches.sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (!last || match.start >= last.end) found.push(match);
    else if (match.end > last.end) {
      found[found.length - 1] = { ...last, end: match.end, text: text.slice(last.start, match.end) };
    }
  }
  return found;
}

/** The text with these, and only these, replaced. They ascend and do not overlap. */
export function replaceFound(text: string, found: readonly Found[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, replacement } of found) {
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}

/** How much of what stands around a match a rule may look at. */
const AROUND = 40;

/** What this has written already, or the word behind its bracket. */
const REPLACED = /\[redacted-/;

function matchesOf(text: string, rule: Rule): Found[] {
  const { kind } = rule;
  const replacement = `[redacted-${kind}]`;
  if ('find' in rule) {
    return rule
      .find(text)
      .filter(({ start, end }) => !REPLACED.test(text.slice(Math.max(0, start - 1), end)))
      .map(({ start, end }) => ({ kind, start, end, text: text.slice(start, end), replacement }));
  }
  const { pattern, accepts } = rule;
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [match.index, match.index + match[0].length];
    const secret = text.slice(start, end);
    const around = {
      before: text.slice(Math.max(0, match.index - AROUND), match.index),
      whole: match[0],
      after: text.slice(end, end + AROUND),
    };
    if (REPLACED.test(around.before.slice(-1) + around.whole)) continue;
    if (accepts && !accepts(secret, around)) continue;
    found.push({ kind, start, end, text: secret, replacement });
  }
  return found;
}
