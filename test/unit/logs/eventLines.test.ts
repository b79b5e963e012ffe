import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventLines } from '../../../src/logs/eventLines';
import { readHeader } from '../../../src/logs/header';
import { awaitsMore, mayContinue } from '../../../src/logs/traceLines';
import { PROSE, STACKS } from './stacks';

describe('EventLines', () => {
  for (const [name, stack] of Object.entries(STACKS)) {
    it(`keeps a stack together: ${name}`, () => {
      assert.deepEqual(events(['starting', ...stack, 'goodbye now']), [['starting'], stack, ['goodbye now']]);
    });
  }

  it('tells apart stacks and messages that follow on each other, whichever they are', () => {
    const event = fc.oneof(
      fc.constantFrom(...Object.values(STACKS)),
      fc.constantFrom(...PROSE).map((line) => [line]),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (written) => {
        assert.deepEqual(events(written.flat()), written);
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, written] of [
    [
      'lines under an error that no stack follows',
      [['RuntimeError: no tenant'], ['retrying'], ['Error: again'], ['gave up']],
    ],
    [
      'lines that wait for a stack until a line with a time comes',
      [['RuntimeError: no tenant'], ['retrying'], ['2025-09-12T04:00:02Z ready', 'more of it']],
    ],
    [
      'what follows a stack in a log with times',
      [
        [
          '2025/01/15 07:48:05 http: panic serving [::1]:54143: no tenant',
          'goroutine 24 [running]:',
          'main.load(0x1)',
          '\t/a.go:8 +0x39',
        ],
        ['ready'],
      ],
    ],
    [
      'two lines of java.util.logging',
      [
        [
          'Jul 09, 2025 3:23:29 PM com.netra.Tenant load',
          'SEVERE: no tenant',
          'java.io.IOException: closed',
          '\tat com.netra.Tenant.load(Tenant.java:5)',
        ],
        ['Jul 09, 2025 3:23:30 PM com.netra.Tenant load', 'INFO: ready'],
      ],
    ],
    [
      'the lines of a stack that PHP dates one by one',
      [
        [
          '[09-Jul-2025 10:00:00 UTC] PHP Fatal error:  no tenant',
          '[09-Jul-2025 10:00:00 UTC] PHP Stack trace:',
          '[09-Jul-2025 10:00:00 UTC] PHP   1. {main}() /app/x.php:0',
        ],
        ['[09-Jul-2025 10:00:01 UTC] PHP Notice:  x'],
      ],
    ],
    [
      'a traceback under a message that is no error',
      [['INFO: started'], STACKS['Python, in a thread']?.slice(1) ?? []],
    ],
  ] as const) {
    it(`divides ${what}`, () => assert.deepEqual(events(written.flat()), written));
  }

  it('loses no line and keeps their order, whatever the lines', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(STACKS).flat(), ...PROSE, 'ERROR: x'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) =>
        assert.deepEqual(
          placed(lines).map(({ item }) => item),
          lines,
        ),
      ),
    );
  });

  it('takes a line of a million characters for what it starts with', () => {
    const started = performance.now();
    for (const char of ['(', 'a', ' ', '/', ':', '1', '"'])
      events(['Error: x', char.repeat(1_000_000), `at ${char.repeat(1_000_000)}`]);
    assert.ok(performance.now() - started < 1000);
  });
});

describe('mayContinue', () => {
  it('is true of every line that joins a message', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(STACKS).flat(), ...PROSE, '', '}', 'PHP   1. f()'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PROSE.slice(0, 4), 'INFO: x'), line, (first, line) => {
        const [, second] = placed([first, line]);
        assert.ok(second?.starts || mayContinue(line) || awaitsMore(first));
      }),
    );
  });

  it('is false of messages', () => {
    for (const line of [...PROSE, 'ERROR: x', 'KeyError: 1']) assert.ok(!mayContinue(line), line);
  });
});

describe('awaitsMore', () => {
  for (const text of [
    'Traceback (most recent call last):',
    'Error: x',
    'panic: x',
    'ERROR: failed',
    'Unhandled exception:',
  ])
    it(`is true of ${text}`, () => assert.ok(awaitsMore(text)));
  for (const text of [...Object.values(STACKS).map((lines) => lines.join('\n')), ...PROSE])
    it(`is false of what is whole: ${text.slice(0, 40)}`, () => assert.ok(!awaitsMore(text)));
});

function placed(lines: readonly string[]): { item: string; starts: boolean }[] {
  const events = new EventLines<string>('times start events');
  return [...lines.flatMap((line) => events.push(line, line, readHeader(line))), ...events.end()];
}

/** The lines of each event, without the blank ones after it. */
function events(lines: readonly string[]): string[][] {
  const events: string[][] = [];
  for (const { item, starts } of placed(lines)) {
    if (starts) events.push([item]);
    else events.at(-1)?.push(item);
  }
  return events
    .map((event) => event.slice(0, event.findLastIndex((line) => line !== '') + 1))
    .filter((event) => event.length > 0);
}
