import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entry } from '../../../src/logs/entry';
import type { LogEvent } from '../../../src/logs/event';
import { SAMPLES } from '../../../src/logs/pattern';
import { Patterns } from '../../../src/logs/patterns';
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
});

function at(seconds: number, textPayload: string, more: Entry = {}): LogEvent {
  const timestamp = new Date(Date.UTC(2025, 8, 12, 4) + seconds * 1000).toISOString();
  return eventOf({ textPayload, timestamp, insertId: `id${seconds}`, ...more });
}

function patternsOf(events: readonly LogEvent[]): Patterns {
  const patterns = new Patterns();
  for (const event of events) patterns.add(event);
  return patterns;
}
