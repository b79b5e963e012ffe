import { useRef, useState } from 'preact/hooks';
import type { MoveTarget } from './moves';

/** A why that is dragged onto another. */
export interface Dragging {
  /** The label of the why that it would move under if it were dropped now. */
  readonly over: string | undefined;
  /** What makes the element of that why one to drag, and to drop on. */
  props(label: string): DragProps;
}

interface DragProps {
  readonly draggable?: boolean;
  readonly onDragStart?: (event: DragEvent) => void;
  readonly onDragOver?: (event: DragEvent) => void;
  readonly onDragLeave?: (event: DragEvent) => void;
  readonly onDrop?: (event: DragEvent) => void;
  readonly onDragEnd?: () => void;
}

/**
 * @param targetsOf what the why of that label can be moved under; left out where nothing can be moved
 */
export function useDragging(
  targetsOf: ((label: string) => readonly MoveTarget[]) | undefined,
  onMove: (label: string, target: MoveTarget) => void,
): Dragging {
  const dragged = useRef<{ readonly label: string; readonly targets: readonly MoveTarget[] } | undefined>(
    undefined,
  );
  const [over, setOver] = useState<string | undefined>(undefined);
  if (!targetsOf) return { over: undefined, props: () => ({}) };

  const targetAt = (label: string) => dragged.current?.targets.find(({ why }) => why?.label === label);
  const end = () => {
    dragged.current = undefined;
    setOver(undefined);
  };
  return {
    over,
    props: (label) => ({
      draggable: true,
      onDragStart: (event) => {
        const targets = targetsOf(label);
        dragged.current = { label, targets };
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event) => {
        if (!targetAt(label)) return;
        event.preventDefault(); // which says that it can be dropped here
        if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
        setOver(label);
      },
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        const isInside =
          currentTarget instanceof Node &&
          relatedTarget instanceof Node &&
          currentTarget.contains(relatedTarget);
        if (!isInside) setOver((now) => (now === label ? undefined : now));
      },
      onDrop: (event) => {
        const target = targetAt(label);
        const from = dragged.current;
        end();
        if (!target || !from) return;
        event.preventDefault();
        onMove(from.label, target);
      },
      onDragEnd: end,
    }),
  };
}
