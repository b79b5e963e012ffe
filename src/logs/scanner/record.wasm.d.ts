/** What `record.ts` exports: addresses, and a function; with the program's memory. */
export interface Scanner {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly fields: { readonly value: number };
  readonly words: { readonly value: number };
  readonly floats: { readonly value: number };
  scan(start: number): number;
}

/** A scanner with memory of its own. */
export function instantiate(): Scanner;
