import * as path from 'node:path';
import type { Frame } from '../frames/frame';
import type { PlaceNow } from './places';

/** Where a frame leads, in a few words: `cart.py:11 (was 8)`. */
export function placeWords(frame: Frame, now: PlaceNow): string {
  const name = path.posix.basename(now.place.path);
  if (now.line === undefined) return name;
  const change = changeWords(frame.line, now);
  return `${name}:${now.line}${change === '' ? '' : ` (${change})`}`;
}

/** What became of a frame's line: `was 8`; empty where it is as it was. */
export function changeWords(line: number | undefined, { how, line: now, deployed }: PlaceNow): string {
  const was = line !== undefined && now !== line ? `was ${line}` : '';
  switch (how) {
    case 'same':
      return '';
    case 'moved':
      return was || 'moved';
    case 'changed':
      return was ? `${was}, changed since` : 'changed since';
    case 'deleted':
      return 'line deleted since';
    case 'unknown':
      return deployed?.commit === undefined ? 'commit unknown' : 'not there when deployed';
  }
}

/** Why a frame leads there, as sentences. */
export function whyWords({ place, reason }: PlaceNow): string {
  return `${sentence(place.reason)} ${sentence(reason)}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
