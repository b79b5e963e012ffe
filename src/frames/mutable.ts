/**
 * A value while it is built, field by field: where a million are built, leaving a field out by spreading
 * (`...(line && { line })`) takes a hundred times as long as `if (line) frame.line = line`.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
