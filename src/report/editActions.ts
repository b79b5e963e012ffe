import type { Action } from '../whys/analysis';
import type { Block } from './blocks';
import { blockAfter, linesAfter, replace, withoutLines } from './insert';
import { lineEnd, nextLine, type Range } from './lines';
import { ACTION_COLUMNS } from './actionColumns';
import { cellsOf } from './readActions';
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
  const columns = new Map([
    ...table.columns,
    ...missing.map(([key], at) => [key, widthOf(table) + at] as const),
  ]);
  const cells = Array.from({ length: widthOf(table) + missing.length }, () => '');
  for (const [key, column] of columns) cells[column] = writeCell(action[key]);
  return [...addColumns(markdown, table, missing), linesAfter(markdown, table.end, writeRow(cells))];
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
  const column = table.columns.get(key) ?? widthOf(table);
  const cell = cellsOf(markdown, row)[column];
  const text = value ? ` ${writeCell(value)} ` : ' ';
  if (cell) return [replace(cell, text)];
  const missing = ACTION_COLUMNS.filter(([other]) => other === key && !table.columns.has(key));
  const others = addColumns(markdown, table, missing).filter(({ start }) => start !== row.start);
  return [...others, replace(row, rowOf(markdown, row, column, text))];
}

export function removeAction(markdown: string, table: ActionTable, index: number): TextEdit[] {
  const row = table.rows[index];
  return row ? [withoutLines(markdown, row)] : [];
}

/** Adds columns on the right, their cells empty. */
function addColumns(markdown: string, table: ActionTable, columns: typeof ACTION_COLUMNS): TextEdit[] {
  if (columns.length === 0) return [];
  const last = widthOf(table) + columns.length - 1;
  const start = nextLine(markdown, table.header.end);
  const delimiters = { start, end: lineEnd(markdown, start) };
  return [
    replace(
      table.header,
      `${closed(markdown, table.header)}${columns.map(([, title]) => ` ${title} |`).join('')}`,
    ),
    replace(delimiters, `${closed(markdown, delimiters)}${columns.map(() => ' --- |').join('')}`),
    ...table.rows.map((row) => replace(row, rowOf(markdown, row, last, ' '))),
  ];
}

/** The row with a cell in that column, which it had not; what it had stays as it is. */
function rowOf(markdown: string, row: Block, column: number, text: string): string {
  const cells = cellsOf(markdown, row).map(({ start, end }) => markdown.slice(start, end));
  while (cells.length < column) cells.push(' ');
  return `|${[...cells, text].join('|')}|`;
}

/** A row with the pipe at its end that it may lack. */
function closed(markdown: string, { start, end }: Range): string {
  const row = markdown.slice(start, end).trimEnd();
  return row.endsWith('|') ? row : `${row} |`;
}

function widthOf(table: ActionTable): number {
  return table.header.children.length;
}
