import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../src/logs/entry';
import type { LogEvent } from '../../../src/logs/event';
import { Identities } from '../../../src/logs/identities';
import { type Pattern, SAMPLES } from '../../../src/logs/pattern';
import { Patterns, type PatternsOptions } from '../../../src/logs/patterns';
import { eventOf, traceback } from './event.fixture';

describe('Patterns', () => {
  it('counts events that are the same error', () => {
    const [first, ...others] = patternsOf([
      at(0, traceback()),
      at(1, 'order 12 failed'),
      at(2, traceback({ line: 24 })),
    ]).list();
    assert.equal(others.length, 1);
    assert.equal(first?.count, 2);
    assert.equal(first?.title, "KeyError: 'user_id'");
    assert.deepEqual(
      [first?.firstSeen, first?.lastSeen],
      ['2025-09-12T04:00:00.000Z', '2025-09-12T04:00:02.000Z'],
    );
  });

  it('has the title of its newest event', () => {
    const events = [at(5, 'order 5 failed'), at(9, 'order 9 failed'), at(7, 'order 7 failed')];
    assert.equal(patternsOf(events).list()[0]?.title, 'order 9 failed');
  });

  it('counts an event once that comes twice', () => {
    const patterns = patternsOf([at(0, 'x failed'), at(0, 'x failed'), at(1, 'x failed')]);
    assert.equal(patterns.eventCount, 2);
    assert.equal(patterns.list()[0]?.count, 2);
  });

  it('is as severe as its most severe event', () => {
    const events = [at(0, 'x failed', { severity: 'CRITICAL' }), at(1, 'x failed', { severity: 'WARNING' })];
    assert.equal(patternsOf(events).list()[0]?.severity, 'CRITICAL');
  });

  it('lists the services by name and the revisions with the newest first, with the commit of their first event', () => {
    const run = (seconds: number, service_name: string, revision_name: string): LogEvent =>
      at(seconds, 'x failed', {
        resource: { labels: { service_name, revision_name } },
        labels: { 'commit-sha': `3f2a9c${seconds}` },
      });
    const [pattern] = patternsOf([
      run(2, 'web', 'web-2'),
      run(1, 'api', 'api-1'),
      run(3, 'api', 'api-1'),
    ]).list();
    assert.deepEqual(pattern?.services, ['api', 'web']);
    assert.deepEqual(
      pattern?.revisions.map(({ name, count, commit }) => [name, count, commit]),
      [
        ['api-1', 2, '3f2a9c1'],
        ['web-2', 1, '3f2a9c2'],
      ],
    );
  });

  it('leaves out a revision of which every record was too long to be kept', () => {
    // All are different errors; together they take more memory than there is for records.
    const long = 'x'.repeat(2_000_000);
    const functions = ['orders', 'users', 'carts', 'mails', 'taxes', 'files', 'jobs', 'rates'];
    const events = functions.map((name, i) =>
      at(i, `${traceback({ inner: name })}\n${long}`, {
        resource: { labels: { revision_name: 'api-1' } },
        jsonPayload: { long },
      }),
    );
    const listed = patternsOf(events).list();
    assert.equal(listed.length, 8);
    const named = listed.map(({ revisions }) => revisions.map(({ name }) => name).join());
    assert.deepEqual([...new Set(named)].sort(), ['', 'api-1']);
    assert.ok(listed.every(({ count }) => count === 1));
  });

  it('keeps the newest events to be read, newest first', () => {
    const events = Array.from({ length: 100 }, (_, i) => at((i * 37) % 100, 'x failed'));
    const newest = patternsOf(events).list()[0]?.newest ?? [];
    const expected = Array.from({ length: SAMPLES }, (_, i) => at(99 - i, 'x failed').timestamp);
    assert.deepEqual(
      newest.map((event) => event.timestamp),
      expected,
    );
  });

  it('finds a pattern by its key', () => {
    const patterns = patternsOf([at(0, 'x failed')]);
    const [pattern] = patterns.list();
    assert.deepEqual(patterns.get(pattern?.key ?? ''), pattern);
    assert.equal(patterns.get('w1:0'), undefined);
  });

  it('lists the most frequent first, then the newest', () => {
    const events = [at(0, 'a failed'), at(1, 'b failed'), at(2, 'c failed'), at(3, 'a failed')];
    assert.deepEqual(
      patternsOf(events)
        .list()
        .map(({ title }) => title),
      ['a failed', 'c failed', 'b failed'],
    );
  });

  it('finds the same patterns in any order of events', () => {
    const entry = fc.record({
      insertId: fc.uuid(),
      timestamp: fc
        .integer({ min: 0, max: 50 })
        .map((s) => new Date(Date.UTC(2025, 8, 12) + s * 1000).toISOString()),
      severity: fc.constantFrom('WARNING', 'ERROR', 'CRITICAL'),
      textPayload: fc.constantFrom(
        'order 12 failed',
        'order 13 failed',
        'x',
        traceback(),
        traceback({ message: "'a'" }),
      ),
      resource: fc
        .constantFrom('api-1', 'api-2')
        .map((name) => ({ labels: { service_name: 'api', revision_name: name } })),
      labels: fc.constantFrom('3f2a9c1', '9d0e11f').map((sha) => ({ 'commit-sha': sha })),
    });
    const shuffled = fc
      .array(entry, { maxLength: 60 })
      .chain((entries) =>
        fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
      );
    fc.assert(
      fc.property(shuffled, ([entries, others]) => {
        assert.deepEqual(patternsOf(others.map(eventOf)).list(), patternsOf(entries.map(eventOf)).list());
      }),
    );
  });

  it('finds the same patterns when several count', () => {
    const events = fc.array(
      fc.tuple(fc.nat(50), fc.constantFrom(...MESSAGES), fc.constantFrom('api', 'web')),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(events, fc.nat(), (all, cut) => {
        const made = all.map(([seconds, message, service], i) =>
          at(seconds, message, { insertId: `${i}`, ...run(service) }),
        );
        const middle = cut % (made.length + 1);
        const merged = patternsOf([]);
        for (const part of [made.slice(middle), made.slice(0, middle)]) {
          for (const data of patternsOf(part).data()) merged.merge(structuredClone(data));
        }
        assert.deepEqual(merged.list().map(plain), patternsOf(made).list().map(plain));
        assert.equal(merged.eventCount, made.length);
      }),
      { numRuns: 50 },
    );
  });

  it('makes one pattern of those that the user merged, in whatever order they come', () => {
    const events = [at(0, 'disk is full'), at(1, traceback()), at(2, 'the queue is closed')];
    const keys = patternsOf(events)
      .list()
      .map(({ key }) => key);
    const [disk = '', stack = ''] = keys.toSorted();
    const grouping = { merged: [[disk, stack]], split: {} };
    for (const order of [events, events.toReversed()]) {
      const [first, ...others] = patternsOf(order, { grouping }).list();
      assert.deepEqual([first?.key, first?.count, first?.because], [disk, 2, 'you merged them']);
      assert.deepEqual(first?.keys.toSorted(), [disk, stack]);
      assert.equal(others.length, 1);
    }
  });

  it('splits a stack that the user split by message, and keeps the key of what it was', () => {
    const events = [at(0, traceback()), at(1, traceback({ message: "'tenant'" })), at(2, traceback())];
    const [{ key } = { key: '' }] = patternsOf(events).list();
    const split = patternsOf(events, { grouping: { merged: [], split: { [key]: 'message' } } }).list();
    assert.deepEqual(
      split.map(({ title, count }) => [title, count]),
      [
        ["KeyError: 'user_id'", 2],
        ["KeyError: 'tenant'", 1],
      ],
    );
    assert.match(split[0]?.because ?? '', /, and the same message, by which you split it$/);
  });

  it('splits a message that the user split by service', () => {
    const events = [
      at(0, 'x failed', run('api')),
      at(1, 'x failed', run('web')),
      at(2, 'x failed', run('api')),
    ];
    const [{ key } = { key: '' }] = patternsOf(events).list();
    const split = patternsOf(events, { grouping: { merged: [], split: { [key]: 'service' } } }).list();
    assert.deepEqual(
      split.map(({ services, count }) => [services, count]),
      [
        [['api'], 2],
        [['web'], 1],
      ],
    );
  });

  it('says how many events are in no pattern, when there are too many different ones', () => {
    const patterns = patternsOf(Array.from({ length: 5_010 }, (_, i) => request(i)));
    assert.equal(patterns.list().length, 5_000);
    assert.equal(patterns.unlistedCount, 10);
    assert.equal(patterns.eventCount, 5_010);
  });

  it('counts an event once whose patterns are counted by several that share what they know', () => {
    const identities = new Identities(100);
    const both = [0, 1].map(() => patternsOf([at(0, 'x failed')], { identities }));
    assert.deepEqual(
      both.map(({ eventCount }) => eventCount),
      [1, 0],
    );
  });
});

function at(seconds: number, textPayload: string, more: Entry = {}): LogEvent {
  const timestamp = new Date(Date.UTC(2025, 8, 12, 4) + seconds * 1000).toISOString();
  return eventOf({ textPayload, timestamp, insertId: `id${seconds}`, ...more });
}

const MESSAGES = [
  'order 12 failed',
  'order 7 failed',
  'x',
  traceback(),
  'user bo is gone',
  'user ann is gone',
  'user eve is gone',
];

function run(service_name: string): Entry {
  return { resource: { labels: { service_name, revision_name: `${service_name}-1` } } };
}

/** A request of a route of its own. */
function request(number: number): LogEvent {
  const name = String(number).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  return eventOf({
    insertId: name,
    logName: 'requests',
    httpRequest: { requestUrl: `/${name}`, status: 500 },
  });
}

/** What is shown of a pattern; of events of the same time any may be the newest. */
function plain(pattern: Pattern): unknown {
  const { key, because, severity, count, isExact, firstSeen, lastSeen, services, series } = pattern;
  const revisions = pattern.revisions.map(({ name, count }) => `${name} ${count}`).sort();
  const samples = pattern.newest.map(({ timestamp, text }) => `${timestamp} ${text}`).sort();
  const keys = [...pattern.keys].sort();
  return {
    key,
    because,
    severity,
    count,
    isExact,
    firstSeen,
    lastSeen,
    services,
    series,
    revisions,
    samples,
    keys,
  };
}

function patternsOf(events: readonly LogEvent[], options: PatternsOptions = {}): Patterns {
  const patterns = new Patterns(options);
  for (const event of events) patterns.add(event);
  return patterns;
}
