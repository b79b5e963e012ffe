import type { Action } from '../whys/analysis';
import { ACTION_COLUMNS } from './actionColumns';

/** A table of next steps; LF between its rows. */
export function writeActions(actions: readonly Action[]): string {
  return [
    writeRow(ACTION_COLUMNS.map(([, title]) => title)),
    writeRow(ACTION_COLUMNS.map(() => '---')),
    ...actions.map((action) => writeRow(ACTION_COLUMNS.map(([key]) => writeCell(action[key])))),
  ].join('\n');
}

/** A row of cells that are Markdown of a cell already. */
export function writeRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => ` ${cell}${cell && ' '}`).join('|')}|`;
}

export function writeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
