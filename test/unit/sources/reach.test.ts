import assert from 'node:assert/strict';
import { newerThanReach, olderThanReach, reachAfter, type Reach } from '../../../src/sources/reach';
import type { LogQuery } from '../../../src/sources/source';
import { UserError } from '../../../src/errors';

const HOUR_MS = 3_600_000;
const MARK = { newest: '2026-03-10T03:59:00Z', keys: ['a'] };
const QUERY: LogQuery = { minimumSeverity: 'ERROR', from: '2026-03-10T03:00:00Z' };
const WHOLE: Reach = { from: '2026-03-10T03:00:00Z', mark: MARK, ends: [] };

describe('what is newer', () => {
  it('is asked for from the mark on', () => {
    assert.deepEqual(newerThanReach(QUERY, WHOLE), { ...QUERY, after: MARK });
  });

  it('is all where nothing is known of the newest end', () => {
    assert.equal(newerThanReach(QUERY, { from: '', ends: [] }), undefined);
  });

  it('is all where a gap would stay between the mark and what is wanted', () => {
    const later = { ...QUERY, from: '2026-03-11T00:00:00Z' };
    assert.equal(newerThanReach(later, WHOLE), undefined);
  });
});

describe('what is older', () => {
  it('is behind where the last pull stopped', () => {
    const { resume } = olderThanReach(QUERY, { ...WHOLE, ends: ['first', 'second'] }, HOUR_MS);
    assert.equal(resume, 'second');
  });

  it('is the range before what was asked for, where all of that came', () => {
    const { from, to, resume } = olderThanReach(QUERY, WHOLE, HOUR_MS);
    assert.deepEqual([from, to, resume], ['2026-03-10T02:00:00.000Z', '2026-03-10T03:00:00Z', undefined]);
  });
});

describe('the reach after a pull', () => {
  const after = (before: Reach | undefined, query: LogQuery, result: object, cancelled = false): Reach =>
    reachAfter(before, { query, result, cancelled });

  it('begins with the first', () => {
    assert.deepEqual(after(undefined, QUERY, { mark: MARK }), WHOLE);
    assert.deepEqual(after(undefined, QUERY, { mark: MARK, resume: 'r' }), { ...WHOLE, ends: ['r'] });
  });

  it('goes on where a pull of more stops again, and ends where it comes to its end', () => {
    const cut = { ...WHOLE, ends: ['a', 'b'] };
    const query = { ...QUERY, resume: 'b' };
    assert.deepEqual(after(cut, query, { resume: 'c' }).ends, ['a', 'c']);
    assert.deepEqual(after(cut, query, {}).ends, ['a']);
  });

  it('is still to be gone on with where a pull of more was cut before its first page', () => {
    const cut = { ...WHOLE, ends: ['a'] };
    assert.deepEqual(after(cut, { ...QUERY, resume: 'a' }, {}, true), cut);
    const failure = new UserError('offline');
    assert.deepEqual(after(cut, { ...QUERY, resume: 'a' }, { failure }), cut);
  });

  it('keeps the old mark where a pull of what is new was cut before its end', () => {
    const reach = after(WHOLE, { ...QUERY, after: MARK }, { resume: 'gap' }, true);
    assert.deepEqual(reach, { ...WHOLE, ends: ['gap'] });
  });

  it('goes back by the older range once that came, and not where nothing of it did', () => {
    const older = { ...QUERY, from: '2026-03-10T02:00:00Z', to: WHOLE.from };
    assert.equal(after(WHOLE, older, {}).from, older.from);
    assert.deepEqual(after(WHOLE, older, {}, true), WHOLE);
    assert.deepEqual(after(WHOLE, older, { resume: 'r' }, true), { ...WHOLE, from: older.from, ends: ['r'] });
  });
});
