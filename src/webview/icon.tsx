import type { WhyState } from '../whys/analysis';

/** A codicon. It is decoration: the text beside it, or the control's label, says the same. */
export function Icon({ name }: { readonly name: string }) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}

/** How a state looks, wherever it is shown. */
export const STATE_ICONS: Readonly<Record<WhyState, string>> = {
  possible: 'circle-large',
  confirmed: 'pass-filled',
  'ruled out': 'circle-slash',
};
