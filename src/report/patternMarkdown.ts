import { countText } from '../logs/countText';
import type { Pattern } from '../logs/pattern';
import { escapeText, fenced } from './markdown';

/** A pattern for a chat or an issue: what it is, how often, and its newest text. */
export function patternMarkdown(pattern: Pattern): string {
  const revisions = pattern.revisions.map(({ name, commit }) =>
    commit ? `${name} at ${commit.slice(0, 7)}` : name,
  );
  const facts = [
    `${countText(pattern.count, pattern.isExact)} × ${pattern.severity}`,
    pattern.firstSeen && `${pattern.firstSeen} to ${pattern.lastSeen}`,
    pattern.services.join(', '),
    revisions.join(', '),
  ];
  const text = pattern.newest[0]?.text ?? pattern.title;
  return `**${escapeText(pattern.title)}**\n\n${escapeText(facts.filter(Boolean).join(' · '))}\n\n${fenced(text)}\n`;
}
