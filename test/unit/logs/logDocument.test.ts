import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFrames } from '../../../src/frames/read';
import type { LogEvent } from '../../../src/logs/event';
import { renderPattern } from '../../../src/logs/logDocument';
import { SAMPLES, type Pattern } from '../../../src/logs/pattern';

const TRACE = [
  'Traceback (most recent call last):',
  '  File "/app/shop/server.py", line 40, in handle',
  '    return route(request)',
  '  File "/app/shop/cart.py", line 8, in total',
  '    sum += price.amount',
  "AttributeError: 'NoneType' object has no attribute 'amount'",
].join('\n');

describe('renderPattern', () => {
  it('says what the pattern is and shows its events, newest first', () => {
    const { text } = renderPattern(patternOf([event('b', TRACE), event('a', TRACE)]), ['staging.json']);
    assert.deepEqual(text.split('\n').slice(0, 11), [
      "AttributeError: 'NoneType' object has no attribute 'amount'",
      '',
      'Seen       27 times, 2025-03-01T10:00:00Z to 2025-03-04T10:00:00.000000004Z',
      'Severity   ERROR',
      'Service    shop in shop-staging',
      'Revision   shop-00042-abc at 0123456 (27)',
      'Grouped    because same exception and the same 2 frames of your code',
      'Source     staging.json',
      'Shown      the newest 2 of 27',
      '',
      '── 2025-03-04T10:00:00Z  ERROR  shop-00042-abc',
    ]);
  });

  it('says how often over time, in which requests and traces', () => {
    const of = {
      ...patternOf([event('a', 'Failed')]),
      count: 1_204,
      isExact: false,
      series: { startMs: Date.parse('2025-03-01T10:00:00Z'), bucketMs: 3_600_000, counts: [1, 0, 4] },
      requests: [
        { method: 'GET', route: '/ws', status: 500, count: 1_000, tie: 'trace' as const },
        { method: 'GET', route: '/api/<*>', status: 502, count: 2, tie: 'likely' as const },
        { method: 'POST', route: '/pay', status: 500, count: 1, tie: 'own' as const },
      ],
      traces: Array.from({ length: 7 }, (_, i) => `projects/p/traces/4bf${i}`),
    };
    const { text } = renderPattern(of, []);
    assert.match(text, /^Seen +at least 1,204 times, /m);
    assert.match(text, /^Trend +▃▁█ {2}2025-03-01 10:00 to 2025-03-01 13:00 UTC, 1 h each$/m);
    assert.match(
      text,
      /^Request +GET \/ws → 500 \(1,000\), same trace, GET \/api\/<\*> → 502 \(2\), likely, POST \/pay → 500 \(1\)$/m,
    );
    assert.match(text, /^Trace +4bf0, 4bf1, 4bf2 and 4 more$/m);
    assert.match(text, /^Shown +the newest 1 of at least 1,204$/m);
  });

  it('offers older entries below the newest, then shows the oldest and one of each other revision', () => {
    const newest = Array.from({ length: SAMPLES }, (_, i) => event(`n${i}`, `Failed ${i}`));
    const sample = event('r', 'Failed before');
    const of = {
      ...patternOf(newest),
      count: 1_204,
      revisions: [
        { name: 'new', count: 1_200, firstSeen: '', lastSeen: '', sample: newest[0] ?? sample },
        { name: 'old', count: 4, firstSeen: '', lastSeen: '', sample },
      ],
      oldest: event('o', 'Failed first'),
    };
    const { text, older, newer, events } = renderPattern(of, []);
    const lines = text.split('\n');
    assert.equal(newer, undefined);
    assert.deepEqual(older?.window, { before: { timestamp: '2025-03-04T10:00:00Z', id: `n${SAMPLES - 1}` } });
    assert.equal(lines[older.line - 1], '…');
    assert.equal(lines[older.line - 3], `Failed ${SAMPLES - 1}`);
    assert.deepEqual(
      events
        .slice(SAMPLES)
        .map(({ event, firstLine }) => [event.id, lines[firstLine - 1]?.split('  ').at(-1)]),
      [
        ['r', 'also in old'],
        ['o', 'the oldest'],
      ],
    );
  });

  it('shows another page of events, with the ways to both sides', () => {
    const page = {
      events: Array.from({ length: SAMPLES }, (_, i) => event(`p${i}`, 'Failed')),
      window: { before: { timestamp: '2025-03-05T00:00:00Z', id: 'x' } },
    };
    const { text, older, newer, events } = renderPattern(
      { ...patternOf([event('n', 'New')]), count: 1_204, oldest: event('o', 'Old') },
      [],
      page,
    );
    const lines = text.split('\n');
    assert.match(text, /^Shown +25 of 1,204, older than 2025-03-05T00:00:00Z$/m);
    assert.deepEqual(older?.window, { before: { timestamp: '2025-03-04T10:00:00Z', id: 'p24' } });
    assert.deepEqual(newer?.window, { after: { timestamp: '2025-03-04T10:00:00Z', id: 'p0' } });
    assert.equal(newer?.line, events[0]?.firstLine);
    assert.equal(lines[(newer?.line ?? 0) - 1]?.slice(0, 3), '── ');
    assert.equal(events.length, SAMPLES, 'single events stand beside the newest alone');
  });

  it('says so where there are no events on a side', () => {
    const window = { before: { timestamp: '2025-03-05T00:00:00Z', id: 'x' } };
    const { text, older, newer } = renderPattern(patternOf([event('n', 'New')]), [], { events: [], window });
    assert.match(text, /\nThere are no older entries in these logs\.\n$/);
    assert.deepEqual([older, newer], [undefined, undefined]);
  });

  it('cuts an entry that is too long to read, at the end of a line and of its frames', () => {
    const line = '  File "/app/shop/server.py", line 40, in handle';
    const long = event('a', Array.from({ length: 3_000 }, () => line).join('\n'));
    const { text, frames } = renderPattern(patternOf([long]), []);
    const lines = text.split('\n');
    assert.ok(text.length < 51_000);
    assert.ok(lines.includes('… and 97,020 characters more'));
    assert.equal(frames.length, lines.filter((shown) => shown === line).length);
    const last = frames.at(-1);
    assert.equal(lines[(last?.line ?? 0) - 1]?.slice(last?.startColumn, last?.endColumn), line.trim());
  });

  it('leaves out what is not known', () => {
    const { text } = renderPattern(
      {
        ...patternOf([event('a', 'Failed')]),
        count: 1,
        services: [],
        revisions: [],
        firstSeen: '',
        lastSeen: '',
      },
      [],
    );
    assert.match(text, /^Seen +once, time unknown to time unknown$/m);
    assert.match(text, /^Shown +all, newest first$/m);
    assert.doesNotMatch(text, /^(?:Service|Revision|Source)/m);
  });

  it('knows the lines of each event and of each frame', () => {
    const { text, events, frames } = renderPattern(patternOf([event('b', TRACE), event('a', TRACE)]), []);
    const lines = text.split('\n');
    assert.deepEqual(
      events.map(({ event, firstLine, lastLine }) => [
        event.id,
        lines[firstLine - 1]?.slice(0, 3),
        lines[lastLine - 1],
      ]),
      ['b', 'a'].map((id) => [id, '── ', "AttributeError: 'NoneType' object has no attribute 'amount'"]),
    );
    assert.deepEqual(
      frames.map(({ line, startColumn, endColumn }) => lines[line - 1]?.slice(startColumn, endColumn)),
      ['a', 'b'].flatMap(() => [
        'File "/app/shop/server.py", line 40, in handle',
        'File "/app/shop/cart.py", line 8, in total',
      ]),
    );
  });

  it('points at each frame in whatever the log says, its own marks included', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '── 2025-01-01 ERROR',
        '  File "/app/a.py", line 3, in f',
        '    at g (/srv/b.js:1:2)',
        'see c.py:7',
        '',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 4 }), (texts) => {
        const events = texts.map((parts, index) => event(`${index}`, parts.join('\n').replaceAll('\r', '')));
        const { text, frames } = renderPattern(patternOf(events), ['a.json']);
        const lines = text.split('\n');
        assert.equal(
          frames.length,
          events.reduce((sum, { frames }) => sum + frames.length, 0),
        );
        for (const { event, frame, line, startColumn, endColumn } of frames) {
          const written = event.text.slice(frame.start, frame.end).split('\n')[0];
          assert.equal(lines[line - 1]?.slice(startColumn, endColumn), written);
        }
      }),
    );
  });
});

function event(id: string, text: string): LogEvent {
  return {
    id,
    timestamp: '2025-03-04T10:00:00Z',
    severity: 'ERROR',
    title: text.split('\n').at(-1) ?? '',
    headline: text.split('\n').at(-1) ?? '',
    text,
    frames: readFrames(text),
    revision: 'shop-00042-abc',
    entries: [],
  };
}

function patternOf(newest: readonly LogEvent[]): Pattern {
  return {
    key: 'w1:0',
    keys: ['w1:0'],
    title: "AttributeError: 'NoneType' object has no attribute 'amount'",
    because: 'same exception and the same 2 frames of your code',
    severity: 'ERROR',
    count: 27,
    isExact: true,
    firstSeen: '2025-03-01T10:00:00Z',
    lastSeen: '2025-03-04T10:00:00.000000004Z',
    services: ['shop'],
    revisions: [
      {
        name: 'shop-00042-abc',
        commit: '0123456789abcdef0123456789abcdef01234567',
        count: 27,
        firstSeen: '2025-03-01T10:00:00Z',
        lastSeen: '2025-03-04T10:00:00Z',
      },
    ],
    environment: 'shop-staging',
    series: { startMs: 0, bucketMs: 1, counts: [] },
    requests: [],
    traces: [],
    newest,
  };
}
