/** The paths of a list that git prints with `-z`: as they are named, a NUL behind each. */
export function* pathsIn(list: string): Iterable<string> {
  let start = 0;
  for (let end = list.indexOf('\0'); end >= 0; end = list.indexOf('\0', start)) {
    yield list.slice(start, end);
    start = end + 1;
  }
}

/** Lists the files of a folder that git tracks, relative to the folder; paths may follow, each as it is named. */
export const LIST_TRACKED = ['--literal-pathspecs', 'ls-files', '-z', '-c'];

/** Lists those that git neither tracks nor ignores. */
export const LIST_UNTRACKED = ['--literal-pathspecs', 'ls-files', '-z', '-o', '--exclude-standard'];

/** Lists both. */
export const LIST_FILES = [...LIST_UNTRACKED, '-c'];
