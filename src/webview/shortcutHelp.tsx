import { MOVES } from './moves';
import { usePage } from './pageContext';

const OTHERS = [
  ['↑ ↓ ← →', 'Through the causes'],
  ['Enter', 'From a cause to its answer'],
  ['Ctrl+Enter', 'Go deeper, from within a text too'],
] as const;

/** The keys of this page, closed until asked for. */
export function ShortcutHelp() {
  const { editable } = usePage();
  if (!editable) return null;
  const keys = [...OTHERS, ...Object.values(MOVES).map(({ key, name }) => [key, name] as const)];
  return (
    <details class="shortcuts">
      <summary>Keyboard</summary>
      <dl>
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
