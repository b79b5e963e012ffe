import assert from 'node:assert/strict';
import type { FailureKind } from '../../../../src/sources/googleCloud/failure';
import type { FaultKind } from '../../../fakes/cloudLogging/faults';
import { Cloud, ERRORS, idsOf, pulled, records } from './pulling';

interface Row {
  readonly fault: FaultKind;
  readonly kind: FailureKind;
  readonly message: RegExp;
  /** The button, and the argument of its command. */
  readonly wayOut: readonly [title: string, argument: RegExp];
  /** How many calls of the failed kind are made before it is given up. */
  readonly calls: number;
}

const LOGIN = /^gcloud auth application-default login$/;

/** What each fault of the service is to the user. */
const FAULTS: readonly Row[] = [
  {
    fault: 'UNAUTHENTICATED',
    kind: 'tokenExpired',
    message: /access token: they live for an hour/,
    wayOut: ['Sign In with gcloud', LOGIN],
    calls: 2,
  },
  {
    fault: 'PERMISSION_DENIED',
    kind: 'permission',
    message: /lacks logging\.logEntries\.list on netra-staging\. Ask for the role roles\/logging\.viewer\./,
    wayOut: ['Copy gcloud Command', /--role=roles\/logging\.viewer$/],
    calls: 1,
  },
  {
    fault: 'IAM_PERMISSION_DENIED',
    kind: 'permission',
    message: /roles\/logging\.viewer/,
    wayOut: ['Copy gcloud Command', /add-iam-policy-binding netra-staging/],
    calls: 1,
  },
  {
    fault: 'SERVICE_DISABLED',
    kind: 'apiDisabled',
    message: /The Cloud Logging API is not enabled in netra-staging/,
    wayOut: ['Enable API', /^https:\/\/console\.developers\.google\.com\/apis\/api\/logging/],
    calls: 1,
  },
  {
    fault: 'QUOTA_PROJECT_DENIED',
    kind: 'quotaProject',
    message: /may not use the quota of netra-staging.*roles\/serviceusage\.serviceUsageConsumer/,
    wayOut: ['Copy gcloud Command', /serviceUsageConsumer$/],
    calls: 1,
  },
  {
    fault: 'PROJECT_NOT_FOUND',
    kind: 'projectNotFound',
    message: /knows no project netra-staging/,
    wayOut: ['Choose Project…', /^staging$/],
    calls: 1,
  },
  {
    fault: 'RESOURCE_EXHAUSTED',
    kind: 'quota',
    message: /read quota of netra-staging is used up \(60 calls a minute/,
    wayOut: ['Pull Again', /^staging$/],
    calls: 6,
  },
  {
    fault: 'RESOURCE_EXHAUSTED_WITH_RETRY_INFO',
    kind: 'quota',
    message: /read quota/,
    wayOut: ['Pull Again', /^staging$/],
    calls: 6,
  },
  {
    fault: 'RESOURCE_EXHAUSTED_SHARED_PROJECT',
    kind: 'sharedQuota',
    message: /count against gcloud's own project/,
    wayOut: ['Set Quota Project', /^gcloud auth application-default set-quota-project netra-staging$/],
    calls: 1,
  },
  {
    fault: 'INVALID_ARGUMENT',
    kind: 'filter',
    message: /cannot read the filter at line 1, column 10/,
    wayOut: ['Edit Filter…', /^staging$/],
    calls: 1,
  },
  {
    fault: 'UNAVAILABLE',
    kind: 'unavailable',
    message: /not available at the moment/,
    wayOut: ['Pull Again', /^staging$/],
    calls: 5,
  },
  {
    fault: 'INTERNAL',
    kind: 'unavailable',
    message: /not available at the moment/,
    wayOut: ['Pull Again', /^staging$/],
    calls: 5,
  },
  {
    fault: 'HTML_502',
    kind: 'unavailable',
    message: /not available at the moment/,
    wayOut: ['Pull Again', /^staging$/],
    calls: 5,
  },
  {
    fault: 'DEADLINE_EXCEEDED',
    kind: 'timeout',
    message: /did not answer in time/,
    wayOut: ['Edit Filter…', /^staging$/],
    calls: 2,
  },
  {
    fault: 'HANG',
    kind: 'timeout',
    message: /did not answer in time/,
    wayOut: ['Edit Filter…', /^staging$/],
    calls: 2,
  },
];

const ENTRY_COUNT = 30_000;
const PAGES_BEFORE = 10;
const LAST_5_MINUTES = { ...ERRORS, from: '2025-09-12T10:45:00Z' };

for (const transport of ['grpc', 'rest'] as const) {
  describe(`a fault of Google Cloud Logging over ${transport}`, () => {
    const cloud = new Cloud();
    before(() => cloud.start({ records: records(ENTRY_COUNT) }));
    after(() => cloud.stop());
    afterEach(() => {
      cloud.server.service.disarm();
      cloud.clock.advance(120_000); // a new minute of the quota
    });

    for (const { fault, kind, message, wayOut, calls } of FAULTS) {
      it(`${fault} keeps what came, says what to do, and leaves a place to go on from`, async () => {
        const { service } = cloud.server;
        const source = cloud.source({ transport }, { callTimeoutMs: fault === 'HANG' ? 200 : 10_000 });
        service.arm({ kind: fault, after: PAGES_BEFORE, times: Number.POSITIVE_INFINITY });
        const callsBefore = service.calls.length;
        const first = await pulled(source, { ...ERRORS, filter: 'severity>=ERROR' });
        assert.equal(first.entries.length, PAGES_BEFORE * 1_000);
        assert.equal(service.calls.length - callsBefore, PAGES_BEFORE + calls);
        assert.equal(first.failure?.kind, kind);
        assert.match(first.failure?.message ?? '', message);
        assert.equal(first.failure?.wayOut?.title, wayOut[0]);
        assert.match(String(first.failure?.wayOut?.arguments?.[0]), wayOut[1]);

        service.disarm();
        const resume = first.failure?.resume ?? '';
        const rest = await pulled(source, { ...ERRORS, resume });
        const ids = idsOf([...first.entries, ...rest.entries]);
        assert.equal(ids.length, ENTRY_COUNT, 'none twice');
        assert.equal(new Set(ids).size, ENTRY_COUNT, 'none missing');
      });
    }

    for (const fault of ['UNAVAILABLE', 'INTERNAL', 'RESOURCE_EXHAUSTED', 'UNAUTHENTICATED'] as const) {
      it(`${fault} once, before the first page or amid them, is not heard of`, async () => {
        const source = cloud.source({ transport });
        cloud.server.service.arm({ kind: fault });
        cloud.server.service.arm({ kind: fault, after: 3 });
        const { entries, failure } = await pulled(source, LAST_5_MINUTES);
        assert.equal(failure, undefined);
        assert.equal(entries.length, 3_000);
      });
    }

    it('marks the place in the filter that cannot be read', async () => {
      const source = cloud.source({ transport });
      const filter = 'severity>=ERROR\nresource.type=)"x"';
      const { failure } = await pulled(source, { ...ERRORS, filter, from: '2025-09-12T10:00:00Z' });
      assert.deepEqual(failure?.place, { line: 2, column: 15 });
      assert.match(failure?.message ?? '', /resource\.type= ▸ \)"x"$/);
    });

    it('says it of what the user added, and forgets the fall back', async () => {
      const source = cloud.source({ transport, extraFilter: 'labels.tier=' });
      const { failure } = await pulled(source);
      assert.equal(failure?.kind, 'filter');
      assert.match(source.filterOf(ERRORS), /jsonPayload/);
    });

    it('falls back to severity and status where the service does not take the whole default filter', async () => {
      const source = cloud.source({ transport });
      cloud.server.service.arm({ kind: 'INVALID_ARGUMENT' });
      const { entries, failure } = await pulled(source, LAST_5_MINUTES);
      assert.equal(failure, undefined);
      assert.equal(entries.length, 3_000);
      assert.doesNotMatch(source.filterOf(ERRORS), /jsonPayload/);
    });
  });
}

describe('a source that reaches nobody', () => {
  for (const transport of ['grpc', 'rest'] as const) {
    it(`says over ${transport} that the network is not there`, async () => {
      const cloud = new Cloud();
      await cloud.start();
      await cloud.stop();
      const source = cloud.source({ transport });
      const { failure } = await pulled(source);
      await source.close();
      assert.equal(failure?.kind, 'offline');
      assert.match(failure?.message ?? '', /cannot be reached/);
    });
  }
});
