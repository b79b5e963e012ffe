import { IDS } from './model';
import { MOVES, type Move } from './moves';
import { usePage } from './pageContext';

const GROUPS: readonly {
  readonly title: string;
  readonly keys: readonly (Move | readonly [string, string])[];
}[] = [
  {
    title: 'Go',
    keys: [
      ['↑ ↓ ← →', 'Through the causes'],
      ['Home End', 'To the first and the last'],
      ['Enter', 'From a cause to its answer'],
      ['Esc', 'From a text back to its cause'],
      ['?', 'To this list'],
    ],
  },
  {
    title: 'Ask',
    keys: [
      'deeper',
      ['Ctrl+Enter', 'Go deeper, from within a text too'],
      'branchOr',
      'branchAnd',
      'notCaught',
      'rootCause',
    ],
  },
  { title: 'Judge', keys: ['possible', 'confirmed', 'ruledOut', 'wouldShow', 'pinEvidence'] },
  {
    title: 'Arrange',
    keys: ['join', 'up', 'down', 'out', 'under', 'elsewhere', 'remove', ['Ctrl+Z', 'Undo, as in any editor']],
  },
];

/** The keys of this page, closed until asked for. */
export function ShortcutHelp() {
  const { editable } = usePage();
  if (!editable) return null;
  return (
    <details class="shortcuts" id={IDS.help}>
      <summary>
        Keyboard <kbd aria-hidden="true">?</kbd>
      </summary>
      <div class="shortcut-groups">
        {GROUPS.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h4>{title}</h4>
            <dl>
              {keys.map((one) => {
                const [key, name] = typeof one === 'string' ? [MOVES[one].key, MOVES[one].name] : one;
                return (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{name}</dd>
                  </div>
                );
              })}
            </dl>
          </section>
        ))}
      </div>
    </details>
  );
}
