import {
  FlattenMap,
  type InvalidOriginalMapping,
  type OriginalMapping,
  originalPositionFor,
} from '@jridgewell/trace-mapping';
import { UserError } from '../errors';
import type { Frame } from './frame';
import { isLibrary } from './library';
import { withoutBundler } from './withoutBundler';

/**
 * The frame in the source that a bundled or minified file was made of, by the file's source map; undefined where the map says
 * nothing of that place. Its path stands where the map puts it, seen from the frame's own path; its function is the frame's, since
 * a map names what stands at a place and not the function around it.
 *
 * Throws a `UserError` where `mapText` is no source map.
 * Source: https://tc39.es/ecma426/
 */
export function originalOf(frame: Frame, mapText: string): Frame | undefined {
  const { source, line, column } = positionIn(frame, mapText);
  if (frame.line === undefined || source === null) return undefined;
  const path = besideOf(frame.path, withoutBundler(source));
  return { ...frame, path, line, column: column + 1, library: isLibrary(path) };
}

function positionIn(
  { path, line, column }: Frame,
  mapText: string,
): OriginalMapping | InvalidOriginalMapping {
  try {
    // Some servers put this in front so that no page runs a map as a script; the specification says to pass over it.
    const map = new FlattenMap(mapText.replace(/^\)\]\}'[^\n]*\n/, ''));
    return originalPositionFor(map, { line: line ?? 1, column: Math.max(0, (column ?? 1) - 1) });
  } catch (cause) {
    throw new UserError(`The source map of ${path} cannot be read.`, { cause });
  }
}

/**
 * Where a script says that its source map is: the map itself where it is inline, else the URL or path beside the script;
 * undefined where it says nothing. Throws a `UserError` for an inline map that is damaged.
 * Source: https://tc39.es/ecma426/#sec-linking-generated-code
 */
export function sourceMapOf(
  script: string,
): { readonly mapText: string } | { readonly url: string } | undefined {
  const tail = script.slice(script.lastIndexOf('//', script.lastIndexOf('sourceMappingURL=')));
  const url = /^\/\/[#@] ?sourceMappingURL=(?<url>[^\s'"]+)/.exec(tail)?.groups?.['url'];
  if (url === undefined) return undefined;
  const data = /^data:application\/json[^,]{0,100}?(?<base64>;base64)?,/.exec(url);
  if (!data) return { url };
  const body = url.slice(data[0].length);
  try {
    return { mapText: data.groups?.['base64'] === undefined ? decodeURIComponent(body) : fromBase64(body) };
  } catch (cause) {
    throw new UserError('The source map inside the script cannot be read.', { cause });
  }
}

function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}

/** A path of a map, relative to the file that the map is of. */
function besideOf(file: string, source: string): string {
  if (/^(?:[\\/]|[A-Za-z]:|[a-z][a-z+.-]{1,30}:\/\/)/.test(source)) return source;
  const folders = file.replaceAll('\\', '/').split('/').slice(0, -1);
  for (const name of source.split('/')) {
    if (name === '..' && folders.length > 0 && folders.at(-1) !== '') folders.pop();
    else if (name !== '.') folders.push(name);
  }
  return folders.join('/');
}
