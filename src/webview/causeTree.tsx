import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { inOrder, nameOf, neighbour, type Cause, type Causes, type SharedCause } from './causes';
import { useDragging, type Dragging } from './dragging';
import { Icon, STATE_ICONS } from './icon';
import { plainText } from './inlineParts';
import { IDS } from './model';
import type { MoveTarget } from './moves';

interface CauseTreeProps {
  readonly causes: Causes;
  readonly chosen: Cause | undefined;
  readonly onChoose: (label: string) => void;
  /** What the why of a label can be moved under; left out where nothing can be moved. */
  readonly targetsOf: ((label: string) => readonly MoveTarget[]) | undefined;
  readonly onMove: (label: string, target: MoveTarget) => void;
}

/**
 * The picture of a problem's causes: below each why what lies behind it, branches side by side. The arrow keys go
 * through it and choose; Enter goes to the answer. A card that is dragged onto another moves under it.
 */
export function CauseTree({ causes, chosen, onChoose, targetsOf, onMove }: CauseTreeProps) {
  const dragging = useDragging(targetsOf, onMove);
  const tree = useRef<HTMLDivElement>(null);
  const isList = useIsNarrow(tree, columnsOf(causes));
  const order = inOrder(causes);
  useLayoutEffect(() => {
    tree.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen?.why.label]);
  if (order.length === 0) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !chosen) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      document.getElementById(IDS.answer)?.focus();
      return;
    }
    const target = neighbour(order, chosen, event.key);
    if (!target) return;
    event.preventDefault();
    onChoose(target.why.label);
    tree.current?.querySelector<HTMLElement>(`[data-why="${target.index}"]`)?.focus();
  };
  const roots = causes.happened.length + causes.notCaught.length;
  const common = { chosen: chosen ?? order[0], onChoose, dragging };

  return (
    <div
      class={isList ? 'cause-tree as-list' : 'cause-tree'}
      role="tree"
      aria-label="Causes"
      ref={tree}
      onKeyDown={onKeyDown}
    >
      <Branches causes={causes.happened} roots={roots} before={0} {...common} />
      {causes.notCaught.length > 0 && (
        <>
          <div class="branch-label" aria-hidden="true">
            Why was it not caught?
          </div>
          <Branches causes={causes.notCaught} roots={roots} before={causes.happened.length} {...common} />
        </>
      )}
    </div>
  );
}

/** Branches narrower than that are hard to read, in CSS pixels: the least width of a card and the gap behind it. */
const COLUMN_PX = 122;

/** Whether so many branches have no room side by side in that element. */
function useIsNarrow(element: RefObject<HTMLElement | null>, columns: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const measure = () => setNarrow(columns > 1 && current.clientWidth < columns * COLUMN_PX);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, columns]);
  return isNarrow;
}

function columnsOf({ happened, notCaught }: Causes): number {
  const sum = (causes: readonly Cause[]) => causes.reduce((all, { columns }) => all + columns, 0);
  return Math.max(sum(happened), sum(notCaught));
}

interface BranchesProps {
  readonly causes: readonly Cause[];
  readonly chosen: Cause | undefined;
  readonly onChoose: (label: string) => void;
  readonly dragging: Dragging;
  /** At the top of the tree: how many stand there, and how many of them before these. */
  readonly roots?: number;
  readonly before?: number;
}

/** Siblings: one continues the line, several fork. */
function Branches({ causes, roots, before = 0, ...rest }: BranchesProps) {
  return (
    <div class={causes.length > 1 ? 'fork' : 'line'} role="none">
      {causes.map((cause) => (
        <div key={cause.why.label} class="branch" role="none" data-columns={Math.min(cause.columns, 6)}>
          {cause.position > 1 && (
            <span class="join" aria-hidden="true">
              {cause.why.and ? 'and' : 'or'}
            </span>
          )}
          <Node
            cause={cause}
            position={before + cause.position}
            siblings={roots ?? cause.siblings}
            {...rest}
          />
          {cause.children.length > 0 && <Branches causes={cause.children} {...rest} />}
        </div>
      ))}
    </div>
  );
}

interface NodeProps extends BranchesProps {
  readonly cause: Cause;
  readonly position: number;
  readonly siblings: number;
}

function Node({ cause, position, siblings, chosen, onChoose, dragging }: Omit<NodeProps, 'causes'>) {
  const { why, index, level, isRootCause } = cause;
  const isChosen = why.label === chosen?.why.label;
  const text = plainText(why.answer || why.question);
  const pieces = why.evidence.length;
  return (
    <div
      role="treeitem"
      id={isChosen ? IDS.currentCause : undefined}
      class={classOf(cause, dragging.over === why.label)}
      data-why={index}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isChosen}
      tabIndex={isChosen ? 0 : -1}
      {...dragging.props(why.label)}
      onClick={() => {
        onChoose(why.label);
        document.getElementById(IDS.why)?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <span class="node-head">
        <Icon name={STATE_ICONS[why.state]} />
        {cause.position > 1 && <Spoken>{why.and ? 'and ' : 'or '}</Spoken>}
        <span class="node-name">{nameOf(why.label)}</span>
        <Spoken>, {why.answer ? why.state : 'not answered'}</Spoken>
        {isRootCause && (
          <span class="node-tag">
            <Icon name="target" />
            <Spoken>, </Spoken>root cause
          </span>
        )}
        {cause.shared.length > 0 && (
          <span class="node-tag shared" title={sharedWords(cause.shared)}>
            <Icon name="link" />
            <Spoken>, shared with problem </Spoken>
            {[...new Set(cause.shared.map(({ problem }) => problem + 1))].join(', ')}
          </span>
        )}
        {pieces > 0 && (
          <span class="node-evidence">
            <Icon name="pinned" />
            <Spoken>, </Spoken>
            {pieces}
            <Spoken>{pieces === 1 ? ' piece of evidence' : ' pieces of evidence'}</Spoken>
          </span>
        )}
        <Spoken>: </Spoken>
      </span>
      <span class={why.answer ? 'node-text' : 'node-text unanswered'}>{text || 'No question yet'}</span>
    </div>
  );
}

function classOf({ why, isRootCause }: Cause, isTarget: boolean): string {
  return `node ${why.state.replace(' ', '-')}${isRootCause ? ' root-cause' : ''}${isTarget ? ' drop-target' : ''}`;
}

function sharedWords(shared: readonly SharedCause[]): string {
  const names = shared.map(
    ({ problem, why }) => `${problem + 1}${why === undefined ? '' : `: ${nameOf(why)}`}`,
  );
  return `The same cause as in ${names.join(', ')}`;
}

/** For screen readers, what the eye takes from an icon or a place. */
function Spoken({ children }: { readonly children: ComponentChildren }) {
  return <span class="visually-hidden">{children}</span>;
}
