import { closeSync, openSync, writeSync } from 'node:fs';
import type { Entry } from '../../../src/logs/entry';
import { knownErrors, type KnownError } from './knownErrors';
import { pad } from './message';
import { Random } from './random';
import { nth } from './words';

/**
 * A log as Cloud Logging's sink writes it, one entry a line of about 1.2 kB, in which 200 known errors happen: a few of
 * them often and most of them rarely (Zipf's law). It is the same log for the same count.
 */
export class GeneratedLog {
  readonly #count: number;
  readonly #errors = knownErrors();

  /** A log of `count` entries. */
  constructor(count: number) {
    this.#count = count;
  }

  /** The number of the known error that each entry is, in the order of the log. */
  truth(): Uint8Array {
    const random = new Random(TRUTH_SEED);
    const limits = zipf(this.#errors.length);
    return Uint8Array.from({ length: this.#count }, () =>
      firstAbove(limits, random.below(2 ** 32) / 2 ** 32),
    );
  }

  /** Writes the log into a file, in pieces. */
  write(path: string): void {
    const file = openSync(path, 'w');
    try {
      const random = new Random(ENTRY_SEED);
      let lines = '';
      this.truth().forEach((error, at) => {
        lines += `${JSON.stringify(this.#entry(at, error, random))}\n`;
        if (lines.length < WRITE_CHARACTERS && at + 1 < this.#count) return;
        writeSync(file, lines);
        lines = '';
      });
    } finally {
      closeSync(file);
    }
  }

  #entry(at: number, number: number, random: Random): Entry & { readonly traceSampled: boolean } {
    const error = this.#errors[number];
    if (!error) throw new RangeError(`There is no error ${number}.`);
    const atMs = START_MS + Math.floor((at / this.#count) * DURATION_MS);
    const deployment = Math.floor((at / this.#count) * DEPLOYMENTS);
    return {
      insertId: random.hex(16),
      ...error.happen(random, deployment * LINES_MOVED),
      resource: resourceOf(error, deployment),
      timestamp: `${new Date(atMs).toISOString().slice(0, -1)}${pad(random.below(1e6), 6)}Z`,
      severity: error.severity,
      labels: { instanceId: random.pick(INSTANCES), 'commit-sha': nth(COMMITS, deployment) },
      logName: `projects/bench-staging/logs/run.googleapis.com%2F${error.isRequest ? 'requests' : 'stderr'}`,
      trace: `projects/bench-staging/traces/${random.hex(32)}`,
      spanId: random.hex(16),
      traceSampled: random.below(2) === 0,
      receiveTimestamp: `${new Date(atMs + random.between(50, 900)).toISOString().slice(0, -1)}${pad(random.below(1e6), 6)}Z`,
    };
  }
}

const TRUTH_SEED = 3;
const ENTRY_SEED = 5;
const WRITE_CHARACTERS = 4_000_000;
const START_MS = Date.UTC(2026, 2, 2);
const DURATION_MS = 7 * 24 * 3_600_000;
/** New code is deployed so often, and moves the lines of each file by so many. */
const DEPLOYMENTS = 10;
const LINES_MOVED = 4;

const fixed = new Random(7);
const INSTANCES = Array.from({ length: 200 }, () => fixed.hex(48));
const COMMITS = Array.from({ length: DEPLOYMENTS }, () => fixed.hex(40));

function resourceOf({ service }: KnownError, deployment: number): NonNullable<Entry['resource']> {
  return {
    type: 'cloud_run_revision',
    labels: {
      configuration_name: service,
      location: 'europe-west1',
      project_id: 'bench-staging',
      revision_name: `${service}-${pad(deployment + 31, 5)}-${nth(COMMITS, deployment).slice(0, 3)}`,
      service_name: service,
    },
  };
}

/** Of each number the share of those up to it, where the first comes most often. */
function zipf(length: number): Float64Array {
  const sums = new Float64Array(length);
  let sum = 0;
  for (let at = 0; at < length; at++) sums[at] = sum += 1 / (at + 1) ** ZIPF_EXPONENT;
  return sums.map((each) => each / sum);
}

const ZIPF_EXPONENT = 1.1;

/** The index of the first limit that is above the value; the last one's where none is. */
function firstAbove(limits: Float64Array, value: number): number {
  let low = 0;
  let high = limits.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((limits[middle] ?? 1) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
