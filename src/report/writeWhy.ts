import type { Evidence, RootCause, Why } from '../whys/analysis';
import type { Footnoting } from './footnotes';
import { whyName } from './whyLabel';

/** A why as it stands in a new report; LF between its lines. */
export function writeWhy(why: Why, footnotes: Footnoting): string {
  return `${writeHead(why)}\n${writeItems(why, footnotes)
    .map((item) => writeItem('- ', item))
    .join('\n')}`;
}

/** The label and question of a why. */
function writeHead({ label, and, question }: Pick<Why, 'label' | 'and' | 'question'>): string {
  return `${writeName(label, and)}${after(question)}`;
}

/** The label of a why: `**Why 3b (and):**`. */
export function writeName(label: string, and: boolean): string {
  return `**${whyName(label)}${and ? ' (and)' : ''}:**`;
}

/** The items of the list below a why; a state that is not said is `possible`. */
export function writeItems({ answer, state, wouldShow, evidence }: Why, footnotes: Footnoting): string[] {
  return [
    writeAnswer(answer),
    ...(state === 'possible' ? [] : [writeState(state)]),
    ...(wouldShow === undefined ? [] : [writeWouldShow(wouldShow)]),
    ...evidence.map((item) => writeEvidence(item, footnotes)),
  ];
}

export function writeAnswer(answer: string): string {
  return `**Answer:**${after(answer)}`;
}

export function writeState(state: string): string {
  return `**State:** ${state}`;
}

export function writeWouldShow(text: string): string {
  return `**Would also show:**${after(text)}`;
}

export function writeEvidence({ kind, text, excerpt }: Evidence, footnotes: Footnoting): string {
  // Without the backslash a reference that the text ends with would name the excerpt.
  const own = text.replace(/(\\*)(\[\^[^[\]\s]+\])$/, '$1\\$2');
  return `**Evidence:** ${kind}${after(own)}${after(excerpt ? footnotes.add(excerpt) : '')}`;
}

/** An item whose further lines are indented so that whatever they say stays in it. */
export function writeItem(marker: string, text: string, indent = marker.length): string {
  const [first = '', ...rest] = text.split('\n');
  return [marker + first, ...rest.map((line) => line && ' '.repeat(indent) + line)].join('\n');
}

export function writeRootCause({ why, text }: RootCause): string {
  if (why !== undefined) return `**Root cause:** ${whyName(why)}. ${text}`;
  return `**Root cause:** ${text.replace(/^(\\*)(why )/i, '$1\\$2')}`;
}

function after(text: string): string {
  return text && ` ${text}`;
}
