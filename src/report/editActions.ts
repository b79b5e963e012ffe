import type { Action } from '../whys/analysis';
import type { Block } from './blocks';
import { blockAfter, linesAfter, replace, withoutLines } from './insert';
import { lineEnd, nextLine } from './lines';
import { ACTION_COLUMNS, cellText } from './readActions';
import type { ActionTable, ProblemRanges } from './ranges';
import type { TextEdit } from './textEdit';
import { writeActions, writeCell, writeRow } from './writeActions';

/** Adds a row, and the table where there is none. */
export function addAction(
  markdown: string,
  ranges: ProblemRanges,
  action: Action,
  behind: number | undefined,
): TextEdit[] {
  const { actions: table, actionsHeading, section } = ranges;
  if (!table) {
    const heading = actionsHeading ? '' : `${'#'.repeat(section.heading.depth + 1)} Actions\n\n`;
    return [blockAfter(markdown, actionsHeading?.end ?? behind, heading + writeActions([action]))];
  }
  const missing = ACTION_COLUMNS.filter(([key]) => action[key] && !table.columns.has(key));
  const columns = new Map([...table.columns, ...missing.map(([key], at) => [key, width(table) + at] as const)]);
  const cells = Array.from({ length: width(table) + missing.length }, () => '');
  for (const [key, column] of columns) cells[column] = writeCell(action[key]);
  const row = linesAfter(markdown, table.end, writeRow(cells));
  return [...widen(markdown, table, missing), row];
}

/** Sets one cell; a column that the table lacks is added to it. */
export function editAction(
  markdown: string,
  table: ActionTable,
  index: number,
  key: keyof Action,
  value: string,
): TextEdit[] {
  const row = table.rows[index];
  if (!row) return [];
  const column = table.columns.get(key);
  const missing = column === undefined ? ACTION_COLUMNS.filter(([other]) => other === key) : [];
  if (missing.length > 0 && !value) return [];
  return widen(markdown, table, missing, { row, column: column ?? width(table), value });
}

export function removeAction(markdown: string, table: ActionTable, index: number): TextEdit[] {
  const row = table.rows[index];
  return row ? [withoutLines(markdown, row)] : [];
}

interface NewCell {
  readonly row: Block;
  readonly column: number;
  readonly value: string;
}

/** Adds columns on the right, and writes a cell. Other cells stay as they are. */
function widen(
  markdown: string,
  table: ActionTable,
  columns: typeof ACTION_COLUMNS,
  cell?: NewCell,
): TextEdit[] {
  const rows = cell && columns.length === 0 ? [cell.row] : table.rows;
  const changed = rows.map((row) => {
    const cells = row.children.map((child) => cellText(markdown, child));
    while (cells.length < width(table) + columns.length) cells.push(' ');
    if (cell?.row === row) cells[cell.column] = ` ${writeCell(cell.value)} `;
    return replace(row, `|${cells.join('|')}|`);
  });
  if (columns.length === 0) return cell ? changed : [];
  const start = nextLine(markdown, table.header.end);
  const delimiters = { start, end: lineEnd(markdown, start) };
  return [
    replace(table.header, `${closed(markdown, table.header)}${columns.map(([, title]) => ` ${title} |`).join('')}`),
    replace(delimiters, `${closed(markdown, delimiters)}${columns.map(() => ' --- |').join('')}`),
    ...changed,
  ];
}

/** A row with the pipe at its end that it may lack. */
function closed(markdown: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const row = markdown.slice(start, end).trimEnd();
  return row.endsWith('|') ? row : `${row} |`;
}

function width(table: ActionTable): number {
  return table.header.children.length;
}
