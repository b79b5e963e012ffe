import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEvent } from '../../../src/logs/readEvent';
import { decodeAll } from '../../../src/sources/innerRecords';

const AT = '2025-09-12T04:00:02Z';
const LOG = { level: 'error', message: 'no tenant', time: AT };

const HOLDERS: readonly (readonly [what: string, value: unknown])[] = [
  [
    'an answer of the API',
    { entries: [{ logName: 'x', severity: 'ERROR', textPayload: 'no tenant', timestamp: AT }] },
  ],
  ['events of a log group', { events: [LOG], nextForwardToken: 'f/1' }],
  ['hits of a search', { took: 5, hits: { total: 1, hits: [{ _index: 'a', _source: LOG }] } }],
  [
    'a list of attributes',
    { data: [{ id: 'A', attributes: { status: 'error', message: 'no tenant', timestamp: AT } }] },
  ],
  ['a list of events', { kind: 'List', items: [{ type: 'Error', message: 'no tenant', lastTimestamp: AT }] }],
  [
    'an export of OpenTelemetry',
    {
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'netra' } }] },
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: '1757649602000000000',
                  severityNumber: 17,
                  body: { stringValue: 'no tenant' },
                },
              ],
            },
          ],
        },
      ],
    },
  ],
];

describe('decodeAll', () => {
  for (const [what, value] of HOLDERS) {
    it(`finds the record in ${what}`, () => {
      const entries = entriesOf(value);
      const [event] = entries.map((entry) => readEvent([entry]));
      assert.equal(entries.length, 1);
      assert.deepEqual(
        [event?.title, event?.severity, event?.timestamp.slice(0, 19)],
        ['no tenant', 'ERROR', AT.slice(0, 19)],
      );
    });
  }

  it('takes the service and the attributes of OpenTelemetry, and all digits of its time', () => {
    const trace = 'Traceback (most recent call last):\n  File "/app/a.py", line 7, in f\nKeyError: 1';
    const log = {
      timeUnixNano: '1757649602118546123',
      severityText: 'WARN',
      body: { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } },
      attributes: [{ key: 'exception.stacktrace', value: { stringValue: trace } }],
    };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'netra' } }] };
    const [entry] = entriesOf({ resourceLogs: [{ resource, scopeLogs: [{ logRecords: [log] }] }] });
    assert.ok(entry);
    const event = readEvent([entry]);
    assert.deepEqual(
      [event.timestamp, event.severity, event.service, event.exception?.type],
      ['2025-09-12T04:00:02.118546123Z', 'WARNING', 'netra', 'KeyError'],
    );
  });

  it('leaves a record of a log whole, whatever is in it', () =>
    assert.equal(entriesOf({ ...LOG, items: [LOG, LOG] }).length, 1));

  it('says why what holds none is no entry', () =>
    assert.deepEqual(
      [{ a: { b: 1 } }, 7].map((value) => decodeAll(value).map((decoded) => 'why' in decoded)),
      [[true], [true]],
    ));

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.json(), (json) => void decodeAll(JSON.parse(json))),
      { numRuns: 300 },
    );
  });
});

function entriesOf(value: unknown) {
  return decodeAll(value).flatMap((decoded) => ('entry' in decoded ? [decoded.entry] : []));
}
