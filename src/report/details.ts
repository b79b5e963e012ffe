import { cleanLine } from '../whys/clean';
import type { Block } from './blocks';
import { linesIn, type Range } from './lines';

/** What lines such as `**Location:** …`, `Estimated Fix Time: …` and `Owner: …` say of the thing above them. */
export interface Details {
  readonly location: string;
  readonly estimate: string;
  readonly effect: string;
  readonly owner: string;
  readonly due: string;
  readonly state: string;
  readonly verifiedBy: string;
  readonly what: string;
  /** Lines that say something else. */
  readonly rest: readonly string[];
}

/** Reads the details in these blocks: lines of paragraphs and items of lists; code is left out. */
export function readDetails(markdown: string, blocks: readonly Block[]): Details {
  const said = new Map<string, string[]>();
  const rest: string[] = [];
  for (const { label, text } of blocks.flatMap((block) => labelledTexts(markdown, block))) {
    const kind = detailKind(label);
    if (kind) said.set(kind, [...(said.get(kind) ?? []), text]);
    else if (label || text) rest.push(label ? `${label}: ${text}` : text);
  }
  const of = (kind: string) => (said.get(kind) ?? []).filter(Boolean).join('; ');
  return {
    location: of('location'),
    estimate: of('estimate'),
    effect: of('effect'),
    owner: of('owner'),
    due: of('due'),
    state: of('state'),
    verifiedBy: of('verifiedBy'),
    what: of('what'),
    rest,
  };
}

/** What a label announces, in any case and some languages; undefined for another. */
export function detailKind(label: string): keyof Details | undefined {
  return KINDS.find(([, names]) => names.test(label.trim()))?.[0];
}

/** The label of a line, bold or not, and what it says; the label is empty where there is none. */
export function labelAndText(line: string): { readonly label: string; readonly text: string } {
  const match = LABEL.exec(line);
  const name = match?.[1]?.trim() ?? '';
  if (!match || name.split(' ').length > 5) return { label: '', text: plain(line) };
  return { label: name, text: plain(line.slice(match[0].length)) };
}

/** Text of one line without the asterisks that make all or part of it bold. */
export function plain(text: string): string {
  return cleanLine(text.replace(/\*\*|__/g, ''));
}

const LABEL = /^\s{0,20}[*_]{0,3}([\p{L}][^:*_`\n]{0,50})[*_]{0,3}[ \t]?[:：][*_]{0,3}(?=\s|$)/u;

const KINDS: readonly (readonly [keyof Details, RegExp])[] = [
  ['location', /^(?:locations?|files?|where|path|component|code|module)$/i],
  [
    'estimate',
    /^(?:estimate[ds]?(?: fix)?(?: time| effort)?|effort|time|duration|eta|expected (?:resolution|time))$/i,
  ],
  [
    'effect',
    /^(?:impact|effect|benefit|expected (?:impact|effect|result|outcome)|result|outcome|resolves)$/i,
  ],
  [
    'owner',
    /^(?:owners?|assignees?|assigned(?: to)?|responsible|who|dri|team|verantwortlich|zuständig|responsable|responsável|responsabile|propietario|担当者?|负责人|ответственный|ansvarig)$/i,
  ],
  [
    'due',
    /^(?:due(?: date| by)?|deadline|by(?: when)?|when|target(?: date)?|fällig|bis|échéance|fecha(?: límite)?|prazo|scadenza|срок|期限)$/i,
  ],
  ['state', /^(?:status|state|progress)$/i],
  ['verifiedBy', /^(?:verification|verify|verified by|verify by|validation|test|how to verify|proof)$/i],
  ['what', /^(?:action|change|fix|what|task|description|solution|recommendation)$/i],
];

interface LabelledText {
  readonly label: string;
  readonly text: string;
}

function labelledTexts(markdown: string, block: Block): LabelledText[] {
  if (block.type === 'list') {
    return block.children.flatMap((item) => {
      const [first, ...below] = item.children;
      if (!first) return [];
      return [...labelledTexts(markdown, first), ...below.flatMap((inner) => labelledTexts(markdown, inner))];
    });
  }
  if (block.type !== 'paragraph') return [];
  return linesIn(markdown, block).map((line) => labelAndText(slice(markdown, line)));
}

function slice(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end);
}
