import assert from 'node:assert/strict';
import { readSeverity, severityRank } from '../../../src/logs/severity';

const LEVELS: readonly (readonly [level: unknown, severity: string | undefined])[] = [
  ['ERROR', 'ERROR'],
  ['error', 'ERROR'],
  [' Warn ', 'WARNING'],
  ['FATAL', 'CRITICAL'],
  ['dpanic', 'CRITICAL'],
  ['WRN', 'WARNING'],
  ['FTL', 'CRITICAL'],
  ['E', 'ERROR'],
  [50, 'ERROR'],
  [60, 'CRITICAL'],
  [30, 'INFO'],
  [10, 'DEBUG'],
  [3, 'ERROR'],
  [0, 'EMERGENCY'],
  [500, 'ERROR'],
  [350, 'NOTICE'],
  [40_000, 'ERROR'],
  [20_000, 'INFO'],
  [99, 'CRITICAL'],
  [-1, undefined],
  [3.5, undefined],
  [1e9, undefined],
  [Number.NaN, undefined],
  ['loud', undefined],
  [null, undefined],
];

describe('readSeverity', () => {
  for (const [level, severity] of LEVELS) {
    it(`reads ${JSON.stringify(level)} as ${severity}`, () => assert.equal(readSeverity(level), severity));
  }
});

describe('severityRank', () => {
  it('puts an absent severity below all others', () => {
    assert.ok(severityRank('DEFAULT') < severityRank('DEBUG'));
    assert.ok(severityRank('ERROR') < severityRank('CRITICAL'));
  });
});
