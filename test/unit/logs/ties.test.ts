import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ErrorSeen, type RequestSeen, type Tie, Ties } from '../../../src/logs/ties';

const START = Date.UTC(2025, 8, 12, 4);

function request(given: Partial<RequestSeen> = {}): { request: RequestSeen } {
  return { request: { pattern: 7, startMs: START, endMs: START + 31, trace: 0, writer: 1, ...given } };
}

function error(given: Partial<ErrorSeen> = {}): { error: ErrorSeen } {
  return { error: { pattern: 3, ms: START + 33, trace: 0, writer: 1, ...given } };
}

type Seen = Partial<ReturnType<typeof request> & ReturnType<typeof error>>;

function ties(seen: readonly Seen[]): Tie[] {
  const ties = new Ties();
  for (const one of seen) {
    if (one.request) ties.request(one.request);
    if (one.error) ties.error(one.error);
  }
  return ties.list();
}

const BY_TRACE: Tie = { error: 3, request: 7, count: 1, how: 'trace' };
const LIKELY: Tie = { ...BY_TRACE, how: 'likely' };

const CASES: readonly (readonly [what: string, seen: readonly Seen[], ties: readonly Tie[]])[] = [
  [
    'an error and a request with one trace',
    [request({ trace: 5, writer: 0 }), error({ trace: 5 })],
    [BY_TRACE],
  ],
  [
    'an error four minutes after the request with its trace',
    [request({ trace: 5 }), error({ trace: 5, ms: START + 240_000 })],
    [BY_TRACE],
  ],
  ['no error ten minutes after it', [request({ trace: 5 }), error({ trace: 5, ms: START + 600_000 })], []],
  ['an error of the only request that its instance served then', [request(), error()], [LIKELY]],
  ['an error while the request was served', [request(), error({ ms: START })], [LIKELY]],
  ['no error before it', [request(), error({ ms: START - 1 })], []],
  ['no error over a second after it', [request(), error({ ms: START + 1032 })], []],
  ['no error of another instance', [request(), error({ writer: 2 })], []],
  ['no error of which the instance is not known', [request({ writer: 0 }), error({ writer: 0 })], []],
  ['no error where two requests were served', [request(), request({ pattern: 8 }), error()], []],
  ['no error with the trace of another request', [request({ trace: 5 }), error({ trace: 6 })], []],
  [
    'an error of the service that was called to its own request',
    [request({ pattern: 6, trace: 5, writer: 2 }), request({ trace: 5 }), error({ trace: 5 })],
    [BY_TRACE],
  ],
  [
    'an error by its trace rather than by its time',
    [request({ pattern: 9, startMs: START + 20 }), request({ trace: 5 }), error({ trace: 5 })],
    [BY_TRACE],
  ],
  ['nothing where a time is not known', [request({ startMs: Number.NaN }), error({ trace: 5 })], []],
];

describe('Ties', () => {
  for (const [what, seen, expected] of CASES) {
    it(`ties ${what}, whichever is seen first`, () => {
      assert.deepEqual(ties(seen), expected);
      assert.deepEqual(ties(seen.toReversed()), expected);
    });
  }

  it('counts by pair, the most frequent first', () => {
    const seen = [1, 2, 3].flatMap((trace) => [
      request({ trace }),
      error({ trace, pattern: trace === 2 ? 4 : 3 }),
    ]);
    assert.deepEqual(ties(seen), [
      { ...BY_TRACE, count: 2 },
      { ...BY_TRACE, error: 4 },
    ]);
  });

  it('does not depend on the order in which they are seen', () => {
    const small = fc.nat(3);
    const seen = fc.oneof(
      fc
        .record({ pattern: small, startMs: fc.nat(2000), trace: small, writer: small, latency: fc.nat(500) })
        .map(({ latency, ...given }) => request({ ...given, endMs: given.startMs + latency })),
      fc
        .record({ pattern: small, ms: fc.nat(3000), trace: small, writer: small })
        .map((given) => error(given)),
    );
    const both = fc
      .array(seen, { maxLength: 14 })
      .chain((seen) => fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length })));
    fc.assert(fc.property(both, ([seen, shuffled]) => assert.deepEqual(ties(shuffled), ties(seen))));
  });

  it('keeps what it has counted, and guesses nothing where one instance serves too many at once', () => {
    const traced = Array.from({ length: 50_000 }, (_, i) => [
      request({ trace: i + 1 }),
      error({ trace: i + 1, writer: 0 }),
    ]).flat();
    assert.deepEqual(ties(traced), [{ ...BY_TRACE, count: 50_000 }]);
    const crowd = Array.from({ length: 200 }, (_, i) =>
      request({ startMs: START + i, endMs: START + (i === 0 ? 5000 : i) }),
    );
    assert.deepEqual(ties([...crowd, error({ ms: START + 4000 })]), []);
  });

  it('takes a hundred thousand in a moment', () => {
    const seen = Array.from({ length: 50_000 }, (_, i) => [
      request({ startMs: START + i, endMs: START + i + 50, trace: i % 2, writer: 1 + (i % 100) }),
      error({ ms: START + i + 51, writer: 1 + (i % 100), pattern: i % 200 }),
    ]).flat();
    const started = performance.now();
    assert.ok(ties(seen).length > 0);
    assert.ok(performance.now() - started < 4000);
  });
});
