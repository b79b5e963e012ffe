import { messageOf, type Move } from './moves';
import { usePage } from './pageContext';

/** Makes a move at a why of that problem, or the first one where no label is given. */
export function useMoves(problem: number): (move: Move, label?: string) => void {
  const { outbox, latest } = usePage();
  return (move, label) => {
    outbox.flushAll(); // the question below an answer quotes it
    const now = latest()?.problems[problem];
    const message = now && messageOf(move, now, problem, label);
    if (message) outbox.send(message);
  };
}
