import assert from 'node:assert/strict';
import { Patterns } from '../../../src/logs/patterns';
import type { PullResult, SourceResult } from '../../../src/sources/pull';
import { pullSummary } from '../../../src/sources/pullSummary';

const SOURCE: SourceResult = {
  label: 'staging.json',
  entryCount: 399,
  leftOutCount: 96,
  badCount: 0,
  bad: [],
  firstTime: '2025-09-02T16:02:11.000Z',
  lastTime: '2025-09-04T15:38:55.069Z',
  bytes: 10,
  totalBytes: 10,
};

describe('pullSummary', () => {
  it('says source, time range, entries, and how many were left out', () => {
    assert.equal(
      pullSummary(resultOf([SOURCE]), 'WARNING'),
      'No errors in this log. staging.json · 2025-09-02 16:02 to 2025-09-04 15:38 UTC · 399 entries read · 96 below WARNING left out',
    );
  });

  it('adds several sources up', () => {
    const other = {
      ...SOURCE,
      label: 'old.log',
      entryCount: 1,
      leftOutCount: 0,
      badCount: 2,
      firstTime: '2025-08-01T00:00:00Z',
    };
    assert.match(
      pullSummary(resultOf([SOURCE, other]), 'ERROR'),
      /staging\.json, old\.log · 2025-08-01 00:00 to .* · 400 entries read · 96 below ERROR left out · 2 unreadable \(Show Unreadable Records\)$/,
    );
  });

  it('says when it was stopped, and leaves out what is not known', () => {
    const source = { ...SOURCE, entryCount: 1, leftOutCount: 0, firstTime: '', lastTime: '' };
    assert.equal(
      pullSummary({ ...resultOf([source]), cancelled: true }, 'ERROR'),
      'No errors in this log. Stopped before the end. staging.json · 1 entry read',
    );
  });
});

function resultOf(sources: readonly SourceResult[]): PullResult {
  const patterns = new Patterns();
  return { patterns, identities: patterns.identities, sources, cancelled: false };
}
