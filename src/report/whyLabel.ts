import { formatLabel, parseLabel } from '../whys/labels';

/** What the bold label of a why says. */
export interface WhyLabel {
  readonly label: string;
  readonly and: boolean;
}

/** Reads `Why 3b`, `Why 3b (and)` and `Why was it not caught 1`; undefined for another label. */
export function whyLabel(name: string): WhyLabel | undefined {
  const match = /^why (was (?:it|this) not caught )?#?(\d{1,3}[a-z]*)( ?\(and\))?$/i.exec(name);
  const parsed = parseLabel(`${match?.[1] ? 'caught ' : ''}${match?.[2]?.toLowerCase()}`);
  return parsed && { label: formatLabel(parsed), and: Boolean(match?.[3]) };
}

/** How a why is named in the text: `Why 3b`, `Why was it not caught 1`. */
export function whyName(label: string): string {
  return label.startsWith('caught ') ? `Why was it not ${label}` : `Why ${label}`;
}
