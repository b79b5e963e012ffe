import type { Action } from '../whys/analysis';
import { cleanCell } from '../whys/clean';
import { actionColumns } from './actionColumns';
import type { Block } from './blocks';
import type { Range } from './lines';
import type { ActionTable } from './ranges';

export interface ReadActions {
  readonly actions: readonly Action[];
  readonly table: ActionTable | undefined;
}

/** The first table among the blocks that has a column of actions. */
export function readActions(markdown: string, blocks: readonly Block[]): ReadActions {
  for (const block of blocks) {
    const [header, ...rows] = block.children;
    if (block.type !== 'table' || !header) continue;
    const columns = actionColumns(
      cellsOf(markdown, header).map(({ start, end }) => markdown.slice(start, end)),
    );
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
