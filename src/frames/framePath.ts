/** A frame's path in the form in which it is compared with the workspace's: names from the root down. */
export interface FramePath {
  /** Without scheme, host, drive, `.`, `..` and query. */
  readonly names: readonly string[];
  /** Whether the text gave it from a root: a slash, a drive, or a `file:` URL. */
  readonly absolute: boolean;
}

/**
 * Takes a path as a trace prints it apart: `/app/x.py`, `C:\app\x.cs`, `\\host\share\x.cs`, `file:///app/my%20x.js`,
 * `webpack:///./src/x.ts?f00d`, `http://localhost:3000/src/x.tsx`, `../x.ts`. Dart's `package:app/x.dart` lies in the package's
 * folder `lib` (https://dart.dev/tools/pub/package-layout).
 */
export function framePath(path: string): FramePath {
  const plain = withoutScheme(path);
  const slashed = plain.includes('\\') ? plain.replaceAll('\\', '/') : plain;
  const rooted = slashed.includes(':') ? slashed.replace(drive, '') : slashed;
  const names = isOdd(rooted)
    ? resolved(rooted)
    : (rooted.startsWith('/') ? rooted.slice(1) : rooted).split('/');
  return { names, absolute: (slashed.startsWith('/') || drive.test(slashed)) && !path.startsWith('webpack') };
}

/** Whether there may be something that stands for no name: `.`, `..`, the home folder, or nothing, between two slashes or at the end. */
function isOdd(path: string): boolean {
  const isNormal = path !== '' && !path.startsWith('~') && !path.endsWith('/') && !path.endsWith('.');
  return !isNormal || path.includes('./') || path.includes('//');
}

function resolved(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.' && !(name === '~' && names.length === 0)) names.push(name);
  }
  return names;
}

const drive = /^(?:\/{0,2}\?\/)?\/?[A-Za-z]:/;

function withoutScheme(path: string): string {
  const url = path.includes('://') ? scheme.exec(path) : null;
  if (url !== null) return decoded(path.slice(url[0].length).replace(/\?.*$/, ''));
  if (path.startsWith('package:')) return path.replace(/^package:(?<name>[^/]+)\//, '$<name>/lib/');
  return path.includes('?') ? path.replace(/\?[\w=&.-]*$/, '') : path;
}

const scheme = /^(?:async )?[a-z][a-z-]{2,30}:\/\/(?<host>[^/]*)/;

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
