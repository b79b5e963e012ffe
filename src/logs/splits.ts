import type { Grouping, SplitBy } from './grouping';
import { mask } from './mask';
import type { Pattern } from './pattern';

/**
 * What would tell events of a pattern apart, as far as its samples show: there is no point in asking for a split that
 * leaves the pattern as it is.
 */
export function usefulSplits(pattern: Pattern, { merged }: Pick<Grouping, 'merged'>): SplitBy[] {
  const events = pattern.oldest ? [...pattern.newest, pattern.oldest] : pattern.newest;
  const hasStack = events.some(({ exception }) => exception?.frames.length);
  const messages = new Set(events.map(({ exception, title }) => exception?.message ?? title));
  const requests = new Set(events.map(({ request }) => request && `${request.method} ${request.route}`));
  const texts = new Set(events.map(({ title }) => mask(title)));
  const byUser = new Set(merged.flat());
  const templates = pattern.keys.filter((key) => !byUser.has(key));
  const useful: Record<SplitBy, boolean> = {
    message: hasStack && messages.size > 1,
    service: pattern.services.length > 1,
    request: requests.size > 1,
    words: !hasStack && (templates.length > 1 || texts.size > 1),
  };
  return (['message', 'words', 'service', 'request'] as const).filter((by) => useful[by]);
}

/** Whether the user made the pattern one of several. */
export function isMerged(pattern: Pattern, { merged }: Pick<Grouping, 'merged'>): boolean {
  return merged.some((keys) => keys.filter((key) => pattern.keys.includes(key)).length > 1);
}
