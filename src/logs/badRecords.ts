import { countText, counted } from './countText';
import type { BadRecord } from './entry';

/** What could not be read of one source. */
export interface BadSource {
  readonly label: string;
  readonly badCount: number;
  /** The first of them. */
  readonly bad: readonly BadRecord[];
}

/** Records that could not be read as a document: for each its source, its line, why, and how it begins. */
export function renderBadRecords(sources: readonly BadSource[]): string {
  const some = sources.filter(({ badCount }) => badCount > 0);
  if (some.length === 0) return 'Every record could be read.\n';
  const blocks = some.flatMap(({ label, badCount, bad }) =>
    [headOf(label, badCount, bad.length)].concat(bad.map((record) => blockOf(label, record))),
  );
  return `${blocks.join('\n\n')}\n`;
}

function headOf(label: string, badCount: number, shown: number): string {
  const which = shown < badCount ? `, of which these are the first ${countText(shown)}` : '';
  return `${label}: ${counted(badCount, 'unreadable record')}${which}`;
}

function blockOf(label: string, { at, why, text }: BadRecord): string {
  const head = `── ${label}:${at}  ${why}`;
  return text ? `${head}\n${text}` : head;
}
