import type { Frame } from './frame';
import { isLibrary } from './library';
import type { Mutable } from './mutable';
import { remembering } from './remembering';
import { type Groups, type Shape, shapes } from './shapes';
import { isSourceFile } from './sourceFile';
import { withoutBundler } from './withoutBundler';

/** A location in a line, with what the line alone tells of it. Columns count from 0. */
export interface Found {
  readonly shape: Shape;
  readonly told: Omit<Frame, 'start' | 'end'>;
  readonly start: number;
  readonly end: number;
  /** Where the whole form starts, `File "` and all. */
  readonly formStart: number;
  /** `,519,530` behind `websocket.py:508`. */
  readonly more?: { readonly text: string; readonly start: number };
}

/**
 * The locations of one line, in order. Where two shapes find the same characters, the one that stands first in the table has
 * them, and a line of a stack is not searched for what people write.
 */
export const foundIn = remembering((line): readonly Found[] => {
  const found: Found[] = [];
  let taken: Uint8Array | undefined;
  let cue: Shape['cue'] | undefined;
  let isCued = false;
  for (const shape of /\d/.test(line) ? shapes : withoutNumber) {
    if (shape.cue !== cue) {
      cue = shape.cue;
      isCued = holds(line, cue);
    }
    if (!isCued) continue;
    if (shape.language === 'text' && found.length > 0 && found[0]?.shape.language !== 'text') break;
    shape.pattern.lastIndex = 0;
    for (let match = shape.pattern.exec(line); match !== null; match = shape.pattern.exec(line)) {
      const { path = '' } = match.groups ?? {};
      const [start, end] = match.indices?.groups?.['form'] ?? [match.index, match.index + match[0].length];
      if (!isLocation(shape, path) || taken?.subarray(start, end).includes(1)) continue;
      taken ??= new Uint8Array(line.length);
      taken.fill(1, start, end);
      found.push(toFound(shape, match, start, end));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}, 2_000);

/** What can be found in a line without a digit. */
const withoutNumber = shapes.filter(({ pattern }) => !pattern.source.includes('(?<line>'));

function holds(line: string, cue: Shape['cue']): boolean {
  return typeof cue === 'string' ? line.includes(cue) : cue.test(line);
}

function isLocation(shape: Shape, path: string): boolean {
  if (shape.anyPath) return /[\p{L}\]>]/u.test(path);
  return isSourceFile(path) || (shape.module === true && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(path));
}

function toFound(shape: Shape, match: RegExpExecArray, start: number, end: number): Found {
  const groups: Groups = match.groups ?? {};
  const { path: written = '', line, column, function: name, more } = groups;
  const func = name?.trim();
  const moreStart = match.indices?.groups?.['more']?.[0];
  const path = shape.inFolders?.(groups) ?? withoutBundler(written);
  const told: Mutable<Found['told']> = { path, library: isLibrary(written, func) };
  if (Number(line) > 0) told.line = Number(line);
  if (column !== undefined) told.column = Number(column);
  if (func) told.function = func;
  if (func?.includes('…')) told.aside = 'quoted';
  return {
    shape,
    told,
    start,
    end: moreStart ?? end,
    formStart: match.index,
    ...(more !== undefined && moreStart !== undefined && { more: { text: more, start: moreStart } }),
  };
}
