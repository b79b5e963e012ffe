import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RecordFile } from '../../../src/sources/recordFile';

const FIRST = '{"timestamp":"2025-09-12T04:00:01.5Z","message":"Disk is full"}';
const SECOND = '{"timestamp":"2025-09-12T04:00:02Z","message":"Disk is full"}';
const MOMENT = { seconds: Date.UTC(2025, 8, 12, 4, 0, 1) / 1000, nanos: 500_000_000 };

describe('RecordFile', () => {
  let folder: string;
  let file: string;
  let records: RecordFile;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'five-whys-'));
    file = path.join(folder, 'app.ndjson');
    records = new RecordFile(file);
  });
  afterEach(() => {
    records.close();
    rmSync(folder, { recursive: true });
  });

  const read = (length = FIRST.length): string =>
    Buffer.from(records.read(SECOND.length + 1, length, MOMENT)).toString();

  it('reads a record again from where it stood', () => {
    writeFileSync(file, `${SECOND}\n${FIRST}\n`);
    assert.equal(read(), FIRST);
    writeFileSync(file, `${SECOND}\n${FIRST}\r\n`);
    assert.equal(read(FIRST.length + 1), `${FIRST}\r`);
  });

  it('has no record where the file was written anew, cut off or removed', () => {
    writeFileSync(file, `${SECOND}\n${FIRST}\n`);
    assert.equal(read(), FIRST);
    writeFileSync(file, `${SECOND}\n${SECOND}  \n`);
    assert.equal(read(), '');
    writeFileSync(file, `${SECOND}\n${FIRST.slice(0, 20)}`);
    assert.equal(read(), '');
    records.close();
    rmSync(file);
    assert.equal(read(), '');
  });
});
