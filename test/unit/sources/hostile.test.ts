import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { logFile } from '../../../src/sources/logFile';
import { pull, type PullResult } from '../../../src/sources/pull';
import { DISTINCT_ENTRIES, LONG_RECORDS, ODD_RECORDS, type HostileLog } from '../../bench/log/hostileLogs';

describe('pull of a hostile log', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  const file = path.join(folder, 'log');
  after(() => rmSync(folder, { recursive: true }));

  for (const log of [...LONG_RECORDS, ...ODD_RECORDS, ...DISTINCT_ENTRIES]) {
    it(`reads what is well before and after ${log.what}`, async () => {
      const { patterns, sources } = await pulled(file, log, SMALL[log.unit]);
      assert.equal(sources[0]?.failure, undefined);
      const good = patterns.list().find(({ title }) => title === 'The ledger is closed');
      assert.equal(good?.count, 2);
    });
  }

  for (const log of LONG_RECORDS) {
    it(`counts ${log.what} as one bad record, with its line`, async () => {
      const { sources } = await pulled(file, log, SMALL.bytes);
      assert.deepEqual(
        sources[0]?.bad.map(({ at, why }) => ({ at, why })),
        [{ at: 2, why: 'is larger than 8 MB' }],
      );
    });
  }

  for (const log of ODD_RECORDS.filter(({ what }) => what.includes('named as'))) {
    it(`gives no object a field by ${log.what}`, async () => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      const { patterns } = await pulled(file, log, SMALL.lines);
      assert.equal(patterns.eventCount, SMALL.lines + 2);
      assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
      assert.equal(Reflect.get({}, 'polluted'), undefined);
    });
  }

  for (const log of DISTINCT_ENTRIES.filter(({ what }) => what.includes('in one word'))) {
    it(`loses none of ${log.what} and makes up none where the pieces meet that a file is read in`, async () => {
      const { patterns, sources } = await pulled(file, log, PIECES_OF_LINES);
      assert.equal(sources[0]?.entryCount, PIECES_OF_LINES + 2);
      assert.equal(patterns.eventCount, PIECES_OF_LINES + 2);
    });
  }
});

/** Past the limit of a record, and enough lines to fill a page. */
const SMALL = { bytes: 9_000_000, lines: 40 } as const;
/** More than 2 MB of entries. */
const PIECES_OF_LINES = 16_000;

async function pulled(file: string, log: HostileLog, size: number): Promise<PullResult> {
  writeFileSync(file, Buffer.concat(Array.from(log.pieces(size), (piece) => Buffer.from(piece))));
  return pullOf(file);
}

function pullOf(file: string): Promise<PullResult> {
  return pull([logFile(file)], { minimumSeverity: 'ERROR' }, new AbortController().signal, () => undefined);
}
