/** One row of the table that `npm run bench` prints. */
export interface Measurement {
  /** What is measured, and how much of it: "100,000 entries to patterns". */
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | '×' | '%' | 'patterns' | 'entries' | '';
  /** How many times the base's value it is, measured in the same rounds. */
  readonly ofBase?: number;
  readonly budget?: Budget;
}

/** What must hold of a measurement's value, or of `ofBase`. */
export type Budget = { readonly most: number } | { readonly least: number } | { readonly mostOfBase: number };

/** A row without a value: left out for a reason, or failed where the reason is what went wrong. */
export interface Unmeasured {
  readonly what: string;
  readonly why: string;
  readonly failed: boolean;
}

export type Row = Measurement | Unmeasured;

/** What the user of `npm run bench` asks for. */
export interface BenchOptions {
  /** Leave out what takes long. */
  readonly quick: boolean;
  /** An empty folder for files of any size, which is removed afterwards. */
  readonly folder: string;
  /** The folder whose node_modules has DuckDB; empty to leave it out. */
  readonly duckdb: string;
}
