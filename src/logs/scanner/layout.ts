// What the scanner and the code around it agree on. Plain TypeScript, and AssemblyScript as well.

/** What a field of a record is good for, to one who reads records without parsing them. */
export enum Use {
  /** It decides nothing. */
  nothing,
  /** It decides nothing unless it has a stack in it. */
  other,
  /** A text that `mask` is applied to, or an object of such. */
  text,
  /** The same, and all that a line of text is wrapped in. */
  line,
  /** The same, in a field that entries of Cloud Logging alone have. */
  entryLine,
  /** A name of which every letter counts. */
  exact,
  /** The same, and it may stand beside a line of text. */
  besideLine,
  payload,
  resource,
  resourceLabels,
  labels,
  request,
  url,
  latency,
  insertId,
  trace,
  revision,
  instance,
  logName,
  container,
  /** Takes a parser. */
  parser,
  /** The first of the fields with a time, of which an earlier one counts more than a later one. */
  firstTime = 30,
  lastTime = 49,
}

/** The tables of what fields are good for: by where they stand, and by whether they make a record say something. */
export enum Fields {
  record,
  payload,
  nested,
  request,
  resource,
  resourceLabels,
  labels,
  nothing,
  messages,
}

/** How many tables of fields there are. */
export const FIELD_TABLES = 9;
/** The slots of a table of fields, a power of two: some multiple of its names, so that most stand in their own slot. */
export const FIELD_SLOTS = 1024;

/** Where the results of a scan stand that are numbers of 32 bits. */
export enum Word {
  formLow,
  formHigh,
  idHigh,
  idLow,
  revision,
  trace,
  instance,
  writer,
  isLine,
  textStart,
}

/** How many results of 32 bits there are. */
export const WORDS = 10;

/** Where the results of a scan stand that are floating-point numbers. */
export enum Float {
  seconds,
  nanos,
  latencyMs,
}

/** How many floating-point results there are. */
export const FLOATS = 3;
