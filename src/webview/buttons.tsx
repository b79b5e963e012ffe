import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

interface ButtonProps {
  readonly onClick: () => void;
  readonly children: ComponentChildren;
  readonly icon?: string;
  readonly id?: string;
  readonly look?: 'primary' | 'secondary' | 'link';
  /** The single key that does the same; see `moves.ts`. */
  readonly shortcut?: string | undefined;
  /** Whether a switch is on; left out where the button is no switch. */
  readonly pressed?: boolean;
}

export function Button({ onClick, children, icon, id, look = 'secondary', shortcut, pressed }: ButtonProps) {
  return (
    <button
      type="button"
      id={id}
      class={`button ${look}`}
      aria-keyshortcuts={shortcut && spelled(shortcut)}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly shortcut?: string | undefined;
}

export function IconButton({ icon, label, onClick, shortcut }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-keyshortcuts={shortcut && spelled(shortcut)}
      title={shortcut ? `${label} (${shortcut})` : label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A key as the attribute wants it: `Alt+ArrowUp`. Source: https://www.w3.org/TR/wai-aria-1.2/#aria-keyshortcuts */
function spelled(shortcut: string): string {
  return shortcut.replace(/[↑↓←→]/, (arrow) => SPELLED[arrow] ?? arrow);
}

const SPELLED: Readonly<Partial<Record<string, string>>> = {
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};
