import { parse } from 'yaml';

/**
 * A YAML document as plain data; undefined where it is none, or has names that stand for other parts of it, of which a short
 * text can make a huge one.
 */
export function parseYaml(text: string): unknown {
  try {
    return parse(text, {
      maxAliasCount: 0,
      logLevel: 'error',
      stringKeys: true,
      // Either takes the square of the length.
      uniqueKeys: false,
      prettyErrors: false,
    });
  } catch {
    return undefined;
  }
}
