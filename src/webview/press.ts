/** What waits for the pointer to be lifted; undefined while none is down. */
let waiting: (() => void)[] | undefined;

addEventListener('pointerdown', () => (waiting ??= []), { capture: true });
for (const end of ['pointerup', 'pointercancel']) {
  addEventListener(end, () => setTimeout(release), { capture: true }); // the click comes first
}

/**
 * Does that at once, or after the click where a pointer is down: what moves the page between press and release would make
 * the click miss what it was meant for.
 */
export function afterPress(act: () => void): void {
  if (waiting) waiting.push(act);
  else act();
}

function release(): void {
  const acts = waiting ?? [];
  waiting = undefined;
  for (const act of acts) act();
}
