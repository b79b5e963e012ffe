import type { Problem } from '../whys/analysis';
import type { Block } from './blocks';

type Patterns = Pick<Problem, 'patterns' | 'source'>;

/** The comment that ties a problem to patterns of the logs; empty where there are none. */
export function writePatternComment({ patterns, source }: Patterns): string {
  const attributes = [
    ...(patterns.length > 0 ? [`pattern="${escape(patterns.join(' '))}"`] : []),
    ...(source ? [`source="${escape(source)}"`] : []),
  ];
  return attributes.length > 0 ? `<!-- five-whys ${attributes.join(' ')} -->` : '';
}

/** Reads the comment; undefined for another block. */
export function readPatternComment(markdown: string, { type, start, end }: Block): Patterns | undefined {
  if (type !== 'html') return undefined;
  const comment = /^<!--\s*five-whys\s([\s\S]*?)-->/.exec(markdown.slice(start, end))?.[1];
  if (comment === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of comment.matchAll(/([\w-]+)="([^"]*)"/g)) {
    attributes.set(name, unescape(value).trim());
  }
  const source = attributes.get('source');
  const patterns = attributes.get('pattern')?.split(/\s+/).filter(Boolean) ?? [];
  return { patterns, ...(source ? { source } : {}) };
}

/** Nothing that ends the value or the comment. */
function escape(value: string): string {
  return value.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function unescape(value: string): string {
  return value.replace(/&#(34|38|60|62);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
