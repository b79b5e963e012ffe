import type { Action } from '../whys/analysis';
import { cleanCell } from '../whys/clean';
import type { Block } from './blocks';
import type { Range } from './lines';
import type { ActionTable } from './ranges';

/** The columns of a table of next steps, in the order in which a new one has them. */
export const ACTION_COLUMNS: readonly (readonly [keyof Action, string])[] = [
  ['priority', 'Priority'],
  ['type', 'Type'],
  ['action', 'Action'],
  ['location', 'Location'],
  ['owner', 'Owner'],
  ['due', 'Due'],
  ['state', 'State'],
  ['verifiedBy', 'Verified by'],
];

export interface ReadActions {
  readonly actions: readonly Action[];
  readonly table: ActionTable | undefined;
}

/** The first table among the blocks that has a column of actions. */
export function readActions(markdown: string, blocks: readonly Block[]): ReadActions {
  for (const block of blocks) {
    const [header, ...rows] = block.children;
    if (block.type !== 'table' || !header) continue;
    const columns = readColumns(markdown, header);
    if (!columns.has('action')) continue;
    return {
      actions: rows.map((row) => readAction(markdown, row, columns)),
      table: { start: block.start, end: block.end, header, rows, columns },
    };
  }
  return { actions: [], table: undefined };
}

/** What stands between the pipes of a row, white space included. */
export function cellsOf(markdown: string, row: Block): Range[] {
  return row.children.map((cell, index) => {
    const start = markdown.startsWith('|', cell.start) ? cell.start + 1 : cell.start;
    const end = row.children[index + 1]?.start ?? row.end;
    const isClosed = index === row.children.length - 1 && /(?:^|[^\\])\|$/.test(markdown.slice(start, end));
    return { start, end: isClosed ? end - 1 : end };
  });
}

function readColumns(markdown: string, header: Block): Map<keyof Action, number> {
  const names = cellsOf(markdown, header).map(({ start, end }) =>
    markdown.slice(start, end).trim().toLowerCase(),
  );
  const columns = new Map<keyof Action, number>();
  for (const [key, title] of ACTION_COLUMNS) {
    const index = names.indexOf(title.toLowerCase());
    if (index >= 0) columns.set(key, index);
  }
  return columns;
}

function readAction(markdown: string, row: Block, columns: ReadonlyMap<keyof Action, number>): Action {
  const cells = cellsOf(markdown, row);
  const cell = (key: keyof Action): string => {
    const found = cells[columns.get(key) ?? -1];
    return found ? cleanCell(markdown.slice(found.start, found.end)) : '';
  };
  return {
    priority: cell('priority'),
    type: cell('type'),
    action: cell('action'),
    location: cell('location'),
    owner: cell('owner'),
    due: cell('due'),
    state: cell('state'),
    verifiedBy: cell('verifiedBy'),
  };
}
