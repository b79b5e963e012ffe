import type { Why } from '../whys/analysis';
import { IDS } from './model';
import { MOVES } from './moves';
import { usePage } from './pageContext';
import { TextField } from './textField';

interface WouldShowProps {
  readonly why: Why;
  readonly problem: number;
}

/** What else would be seen if the answer were true: asked while it is only possible, shown wherever somebody said. */
export function WouldShow({ why, problem }: WouldShowProps) {
  const { editable } = usePage();
  const isAsked = editable && why.state === 'possible' && why.answer !== '';
  if (why.wouldShow === undefined && !isAsked) return null;
  return (
    <TextField
      id={IDS.wouldShow}
      label={MOVES.wouldShow.name}
      look="quiet"
      multiline
      placeholder="A log line, a number, a test that fails …"
      value={why.wouldShow ?? ''}
      change={(wouldShow) => ({ type: 'setWouldShow', problem, why: why.label, wouldShow })}
    />
  );
}
