/** The line that stands behind a path, and where that form ends in the text. */
export interface LineSuffix {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column?: number;
  /** The column in the text, from 0, behind the form. */
  readonly end: number;
}

/**
 * Reads what stands behind a path that ends at column `end` of a text, from 0: `:12:5`, `#12`, ` 12.5-20`, `", line 12, column 5`,
 * `(12,5)`, `: [12]`. Looser than what is read without a look at the files; undefined where no line stands there.
 */
export function suffixAt(text: string, end: number): LineSuffix | undefined {
  for (const pattern of suffixes) {
    pattern.lastIndex = end;
    const { line, column } = pattern.exec(text)?.groups ?? {};
    if (Number(line) > 0) {
      const to = pattern.lastIndex;
      return { line: Number(line), ...(column !== undefined && { column: Number(column) }), end: to };
    }
  }
  return undefined;
}

const space = String.raw`[ \u00a0]`;
const range = String.raw`(?:-\d{1,7})?`;

const suffixes: readonly RegExp[] = [
  // ", line 12, column 5", " on line 12", ":line 12 col 5", ", lines 12-14", ", line 12, characters 5-8"
  String.raw`["']?[:,]?${space}{0,2}(?:on${space})?[Ll]ines?${space}(?<line>\d{1,7})${range}(?:,?${space}(?:col|column|characters?)${space}(?<column>\d{1,7})${range})?(?!\w)`,
  // "(12)", " (12, 5)", ": [12,5]", "[12:5]"
  String.raw`:?${space}?[(\[](?<line>\d{1,7})(?:[,:]${space}?(?<column>\d{1,7}))?[)\]]`,
  // ":12", ":12:5", ":12.5-14.8", "#12", " 12:5", ", 12", "\",12"
  String.raw`["']?(?:[:#]|,${space}?|${space})(?<line>\d{1,7})(?:[:.](?<column>\d{1,7}))?(?:-\d{1,7}(?:\.\d{1,7})?)?(?!\w)`,
].map((source) => new RegExp(source, 'y'));
