import assert from 'node:assert/strict';
import type { Entry } from '../../../src/logs/entry';
import { Stitch } from '../../../src/logs/stitch';

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

function stitched(entries: readonly Entry[]): Entry[][] {
  const stitch = new Stitch();
  return [...entries.flatMap((entry) => stitch.push(entry)), ...stitch.end()];
}
