/** A frame's path in the form in which it is compared with the workspace's: names from the root down. */
export interface FramePath {
  /** Without scheme, host, drive, `.`, `..` and query. */
  readonly names: readonly string[];
  /** Whether the text gave it from a root: a slash, a drive, or a `file:` URL. */
  readonly absolute: boolean;
}

/**
 * Takes a path as a trace prints it apart: `/app/x.py`, `C:\app\x.cs`, `\\host\share\x.cs`, `file:///app/my%20x.js`,
 * `webpack:///./src/x.ts?f00d`, `http://localhost:3000/src/x.tsx`, `../x.ts`.
 */
export function framePath(path: string): FramePath {
  const url = /^(?:async )?[a-z][a-z-]{2,30}:\/\/(?<host>[^/]*)/.exec(path);
  const local = url === null ? path : decoded(path.slice(url[0].length).replace(/\?.*$/, ''));
  const slashed = local.replaceAll('\\', '/').replace(/\?[\w=&.-]*$/, '');
  const names: string[] = [];
  for (const name of slashed.replace(/^(?:\/{0,2}\?\/)?\/?[A-Za-z]:/, '').split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.' && !(name === '~' && names.length === 0)) names.push(name);
  }
  return { names, absolute: /^(?:\/|[A-Za-z]:)/.test(slashed) && !path.startsWith('webpack') };
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
