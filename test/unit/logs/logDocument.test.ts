import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFrames } from '../../../src/frames/read';
import type { LogEvent } from '../../../src/logs/event';
import { renderPattern } from '../../../src/logs/logDocument';
import type { Pattern } from '../../../src/logs/pattern';

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
    text,
    frames: readFrames(text),
    revision: 'shop-00042-abc',
    entries: [],
  };
}

function patternOf(newest: readonly LogEvent[]): Pattern {
  return {
    key: 'w1:0',
    title: "AttributeError: 'NoneType' object has no attribute 'amount'",
    because: 'same exception and the same 2 frames of your code',
    severity: 'ERROR',
    count: 27,
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
    newest,
  };
}
