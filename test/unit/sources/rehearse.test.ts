import assert from 'node:assert/strict';
import { Patterns } from '../../../src/logs/patterns';
import { Identities } from '../../../src/logs/identities';
import { readerOf } from '../../../src/sources/fileFormat';
import { Intake } from '../../../src/sources/intake';
import { LineBlocks } from '../../../src/sources/lineBlocks';
import { RecordIntake } from '../../../src/sources/recordIntake';
import { REHEARSAL_BYTES, rehearsalLog } from '../../../src/sources/rehearsalLog';
import { rehearse } from '../../../src/sources/rehearse';

describe('rehearse', () => {
  it('ends soon after it is over', async () => {
    let asked = 0;
    await rehearse(() => ++asked > 2, true);
    assert.equal(asked, 3);
  });

  it('reads a log of which each record counts, of many errors', () => {
    const log = rehearsalLog(1, Buffer.alloc(REHEARSAL_BYTES));
    const patterns = new Patterns({ identities: new Identities(0) });
    const intake = new Intake(patterns, { minimumSeverity: 'WARNING' });
    const records = new RecordIntake(intake, readerOf('lines', new Date(0)));
    const blocks = new LineBlocks(records);
    blocks.push(log);
    blocks.end();
    records.end();
    const { entryCount, badCount, leftOutCount } = intake.result();
    assert.deepEqual([badCount, leftOutCount, patterns.eventCount], [0, 0, entryCount]);
    assert.equal(entryCount, log.toString().trimEnd().split('\n').length);
    assert.ok(patterns.list().length > 100);
  });
});
