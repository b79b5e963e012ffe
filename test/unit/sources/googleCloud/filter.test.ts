import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultFilter, plainFilter, quoted, withTimes } from '../../../../src/sources/googleCloud/filter';
import { compileFilter, type LogRecord } from '../../../fakes/cloudLogging/filter';

const RUN = { resource: { type: 'cloud_run_revision', labels: { service_name: 'api' } } };
const REQUESTS = { ...RUN, logName: 'projects/p/logs/run.googleapis.com%2Frequests' };

/** Errors that `severity>=ERROR` alone would miss, as loggers and services write them. */
const MISSED: Readonly<Record<string, LogRecord>> = {
  'a request that ended in 503': { ...REQUESTS, severity: 'INFO', httpRequest: { status: 503 } },
  "pino's error": { ...RUN, jsonPayload: { level: 50, msg: 'failed' } },
  "winston's error": { ...RUN, jsonPayload: { level: 'error', message: 'failed' } },
  "Python's level name": { ...RUN, jsonPayload: { levelname: 'CRITICAL', message: 'failed' } },
  "loguru's error": { ...RUN, jsonPayload: { record: { level: { no: 40 } }, text: 'failed' } },
  'a traceback on stderr': {
    ...RUN,
    textPayload: 'Traceback (most recent call last):\n  File "a.py", line 1',
  },
  "a function's stack": { ...RUN, textPayload: 'TypeError: x\n    at handler (/workspace/index.js:3:9)' },
  'what Error Reporting grouped': { ...RUN, textPayload: 'odd', errorGroups: [{ id: 'CJ' }] },
};

const OTHERS: Readonly<Record<string, LogRecord>> = {
  chatter: { ...RUN, severity: 'INFO', textPayload: 'served at 10:00' },
  "pino's warning": { ...RUN, jsonPayload: { level: 40, msg: 'slow' } },
  'an audit log': {
    ...RUN,
    severity: 'ERROR',
    logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity',
  },
  "another service's error": {
    resource: { type: 'cloud_run_revision', labels: { service_name: 'web' } },
    severity: 'ERROR',
  },
};

describe('the default filter', () => {
  const matches = compileFilter(
    defaultFilter({ resourceTypes: ['cloud_run_revision'], services: ['api'] }, 'ERROR'),
  );

  for (const [what, record] of Object.entries(MISSED)) {
    it(`finds ${what}`, () => assert.ok(matches(record)));
  }
  for (const [what, record] of Object.entries(OTHERS)) {
    it(`leaves out ${what}`, () => assert.ok(!matches(record)));
  }

  it('asks for lower levels where the severity is lower', () => {
    const warnings = compileFilter(defaultFilter({}, 'WARNING'));
    assert.ok(warnings(OTHERS["pino's warning"] ?? {}));
    assert.ok(!warnings(OTHERS['chatter'] ?? {}));
  });

  it('finds a service by the label of whichever kind it runs as', () => {
    const any = compileFilter(defaultFilter({ services: ['api', 'worker'] }, 'ERROR'));
    assert.ok(
      any({ severity: 'ERROR', resource: { type: 'k8s_container', labels: { container_name: 'worker' } } }),
    );
    assert.ok(
      !any({ severity: 'ERROR', resource: { type: 'k8s_container', labels: { container_name: 'db' } } }),
    );
  });

  it('holds what else must hold, and times behind it', () => {
    const filter = withTimes(
      defaultFilter({ extraFilter: ' labels.tier="gold" ' }, 'ERROR'),
      '2025-09-12T03:00:00Z',
      '2025-09-12T04:00:00Z',
    );
    assert.ok(filter.endsWith('\ntimestamp>="2025-09-12T03:00:00Z" timestamp<"2025-09-12T04:00:00Z"'));
    const matches = compileFilter(filter);
    const gold = { severity: 'ERROR', labels: { tier: 'gold' } };
    assert.ok(matches({ ...gold, timestamp: '2025-09-12T03:59:59.999999999Z' }));
    assert.ok(!matches({ ...gold, timestamp: '2025-09-12T04:00:00Z' }));
    assert.ok(!matches({ severity: 'ERROR', timestamp: '2025-09-12T03:59:59Z' }));
  });

  it('has a plain form of documented fields alone', () => {
    const plain = compileFilter(plainFilter({}, 'ERROR'));
    assert.ok(plain({ severity: 'CRITICAL' }));
    assert.ok(plain({ httpRequest: { status: 500 } }));
    assert.ok(!plain(MISSED["pino's error"] ?? {}));
  });

  it('takes any name for a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (service, other) => {
        fc.pre(!/\p{Cc}/u.test(service + other)); // a filter cannot hold these, and no name does
        const matches = compileFilter(defaultFilter({ services: [service] }, 'ERROR'));
        const ofService = (name: string) => ({
          severity: 'ERROR',
          resource: { labels: { service_name: name } },
        });
        assert.ok(matches(ofService(service)));
        assert.equal(matches(ofService(other)), other.toLowerCase() === service.toLowerCase());
      }),
    );
  });

  it('quotes backslashes and quotes', () => {
    assert.equal(quoted(String.raw`a "b" \n`), String.raw`"a \"b\" \\n"`);
  });
});
