import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../src/logs/entry';
import { Stitch } from '../../../src/logs/stitch';
import { PROSE, STACKS } from './stacks';

const TRACE = [
  'Traceback (most recent call last):',
  '  File "/app/main.py", line 9, in handler',
  "    uid = payload['user_id']",
  "KeyError: 'user_id'",
];

describe('Stitch', () => {
  it('makes one group of a traceback that was logged line by line', () => {
    const entries = lines(TRACE);
    assert.deepEqual(stitched(entries), [entries]);
  });

  it('does so when the newest entry comes first', () => {
    const entries = lines(TRACE);
    assert.deepEqual(stitched(entries.toReversed()), [entries]);
  });

  it('does so when all lines have the same time, in a log that is read newest first', () => {
    const trace = lines(TRACE, { stepMs: 0 });
    const later = lines(['done', 'well done'], { startMs: 30 });
    assert.deepEqual(stitched([...later.toReversed(), ...trace.toReversed()]), [
      trace,
      ...later.map((entry) => [entry]),
    ]);
  });

  it('joins the error message that announces the traceback', () => {
    const entries = lines(['ERROR:    Exception in ASGI application', ...TRACE]);
    assert.deepEqual(stitched(entries), [entries]);
  });

  it('joins what stands behind times of its own, where it goes on with a stack or says more of an error', () => {
    const crash = lines([
      'E/AndroidRuntime(  900): java.lang.NullPointerException: list',
      'E/AndroidRuntime(  900): \tat com.acme.Main.onCreate(Main.java:31)',
      'E/AndroidRuntime(  900): \tat android.os.Handler.dispatch(Handler.java:9)',
      'W/Zygote(  812): slow',
    ]);
    assert.deepEqual(stitched(crash), [crash.slice(0, 3), crash.slice(3)]);
    const query = lines([
      '2025-09-12 04:00:02.118 UTC [812] ana@netra ERROR:  no table',
      '2025-09-12 04:00:02.118 UTC [812] ana@netra STATEMENT:  select 1',
      '2025-09-12 04:00:02.119 UTC [812] LOG:  ready',
    ]);
    assert.deepEqual(stitched(query), [query.slice(0, 2), query.slice(2)]);
    const job = lines([
      '2025-09-12T04:00:02.118Z pid=8 tid=oxk WARN: KeyError: id',
      "2025-09-12T04:00:02.118Z pid=8 tid=oxk WARN: /app/jobs/order_job.rb:12:in `perform'",
      '2025-09-12T04:00:02.119Z pid=8 tid=oxk INFO: start',
    ]);
    assert.deepEqual(stitched(job), [job.slice(0, 2), job.slice(2)]);
    const widget = lines([
      'E/flutter (  900): [ERROR:flutter/runtime/init.cc(41)] Unhandled Exception: Exception: no user',
      'E/flutter (  900): #0      login (package:app/auth.dart:12:5)',
      'E/flutter (  900): <asynchronous suspension>',
      'I/flutter (  900): up',
    ]);
    assert.deepEqual(stitched(widget), [widget.slice(0, 3), widget.slice(3)]);
    const apart = lines(['INFO up', "2025-09-12 04:00:02 ERROR app.rb:12:in `f': gone (KeyError)"]);
    assert.equal(stitched(apart).length, 2);
  });

  it('keeps the traces of two instances apart that were logged at the same time', () => {
    const one = lines(TRACE, { instance: 'a' });
    const other = lines(TRACE, { instance: 'b' });
    const mixed = one.flatMap((entry, i) => [entry, other[i] ?? entry]);
    assert.deepEqual(stitched(mixed), [one, other]);
  });

  it('keeps two tracebacks of one instance apart', () => {
    const entries = lines([...TRACE, ...TRACE]);
    assert.deepEqual(stitched(entries), [entries.slice(0, 4), entries.slice(4)]);
  });

  it('joins no lines that are a second apart', () => {
    const entries = lines(TRACE, { stepMs: 1000 });
    assert.equal(stitched(entries).length, 4);
  });

  it('joins the parts of an entry that was cut, in their order', () => {
    const split = { uid: '68c39d00', total: 2 };
    const [first, second] = lines(
      ['Traceback …\n  File "/app/rout', 'es/ws.py", line 6, in f\nValueError: x'],
      { stepMs: 0 },
    );
    const parts = [
      { ...second, split: { ...split, index: 1 } },
      { ...first, split: { ...split, index: 0 } },
    ];
    assert.deepEqual(stitched(parts), [parts.toReversed()]);
  });

  it('joins the parts of two entries that were cut at the same time', () => {
    const parts = ['a', 'b'].flatMap((uid) =>
      [2, 0, 1].map((index) => ({ textPayload: uid, split: { uid, index, total: 3 } })),
    );
    const mixed = [0, 3, 1, 4, 5, 2].flatMap((i) => parts[i] ?? []);
    const uids = stitched(mixed).map((group) =>
      group.map(({ split }) => `${split?.uid}${split?.index}`).join(' '),
    );
    assert.deepEqual(uids, ['b0 b1 b2', 'a0 a1 a2']);
  });

  it('divides what any number of writers wrote at once, in either order of time', () => {
    const event = fc.oneof(
      fc.constantFrom(...Object.values(STACKS)),
      fc.constantFrom(...PROSE).map((line) => [line]),
    );
    const log = fc.array(event, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(log, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat(1000)),
        fc.boolean(),
        (logs, dice, newestFirst) => {
          const roll = (below: number): number => Number(dice.next().value) % below;
          const written = logs.map((events, i) =>
            divided(lines(events.flat(), { instance: `i${i}`, stepMs: 3 }), events),
          );
          const mixed = interleaved(
            written.map((events) => events.flat()),
            roll,
          );
          const found = stitched(newestFirst ? mixed.toReversed() : mixed);
          const sorted = (groups: readonly Entry[][]): string[] =>
            groups.map((group) => JSON.stringify(group)).sort();
          assert.deepEqual(sorted(found), sorted(written.flat()));
        },
      ),
    );
  });

  it('leaves apart what was logged beside a line with a time of its own', () => {
    const entries = lines(['2025-09-12 04:00:02,118 INFO ready', 'listening', ...TRACE]);
    assert.deepEqual(
      stitched(entries).map((group) => group.length),
      [1, 1, 4],
    );
  });

  it('tells the order of a trace whose lines all have the same time by the lines', () => {
    const trace = lines(TRACE, { stepMs: 0 });
    assert.deepEqual(stitched(trace.toReversed()), [trace]);
  });

  it('joins the lines of a log without times', () => {
    const entries = ['starting', ...TRACE, 'done'].map((textPayload) => ({ textPayload }));
    assert.deepEqual(stitched(entries), [entries.slice(0, 1), entries.slice(1, 5), entries.slice(5)]);
  });

  it('cuts no trace where a writer writes without a pause', () => {
    const texts = Array.from({ length: 700 }, () => ['ready', ...TRACE]).flat();
    for (const entries of [lines(texts), lines(texts).toReversed()]) {
      const sizes = stitched(entries).map((group) => group.length);
      assert.deepEqual(
        [sizes.filter((size) => size === 1).length, sizes.filter((size) => size === 4).length],
        [700, 700],
      );
    }
  });

  it('passes structured entries and requests through at once', () => {
    const stitch = new Stitch();
    const structured: Entry = { jsonPayload: { message: 'x', user: 1 } };
    const request: Entry = { httpRequest: { requestUrl: '/ws', status: 500 } };
    assert.deepEqual([...stitch.push(structured), ...stitch.push(request)], [[structured], [request]]);
    assert.deepEqual(stitch.end(), []);
  });

  it('loses nothing when thousands of instances write at once', () => {
    const entries = Array.from({ length: 5000 }, (_, i) => lines(['crashed'], { instance: `i${i}` })).flat();
    assert.equal(stitched(entries).flat().length, 5000);
  });
});

interface Written {
  readonly instance?: string;
  readonly startMs?: number;
  readonly stepMs?: number;
}

/** Entries as GKE writes them: one for each line. */
function lines(texts: readonly string[], { instance = 'a', startMs = 0, stepMs = 1 }: Written = {}): Entry[] {
  return texts.map((textPayload, i) => ({
    textPayload,
    timestamp: new Date(Date.UTC(2025, 8, 12, 4) + startMs + i * stepMs).toISOString(),
    logName: 'projects/p/logs/stderr',
    labels: { instanceId: instance },
  }));
}

/** The entries of one writer by event. */
function divided(entries: readonly Entry[], events: readonly (readonly string[])[]): Entry[][] {
  let end = 0;
  return events.map((event) => entries.slice(end, (end += event.length)));
}

/** What several wrote, in the order in which it was collected: mixed, but that of each in its own order. */
function interleaved(logs: readonly Entry[][], roll: (below: number) => number): Entry[] {
  const left = logs.map((log) => [...log]);
  const mixed: Entry[] = [];
  for (let open = left; open.length > 0; open = open.filter((log) => log.length > 0)) {
    const next = open[roll(open.length)]?.shift();
    if (next) mixed.push(next);
  }
  return mixed;
}

function stitched(entries: readonly Entry[]): Entry[][] {
  const stitch = new Stitch();
  return [...entries.flatMap((entry) => stitch.push(entry)), ...stitch.end()];
}
