import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entryLink, explorerLink } from '../../../../src/sources/googleCloud/link';

describe('a link to the Logs Explorer', () => {
  it('has the query, its times and what is scrolled to', () => {
    assert.equal(
      explorerLink({
        project: 'netra-staging',
        filter: 'severity>=ERROR\n(a OR b)',
        from: '2025-09-12T03:00:00Z',
        to: '2025-09-12T04:00:00Z',
        cursor: '2025-09-12T03:30:00.123456789Z',
      }),
      'https://console.cloud.google.com/logs/query;query=severity%3E%3DERROR%0A%2528a%20OR%20b%2529' +
        ';timeRange=2025-09-12T03%3A00%3A00Z%2F2025-09-12T04%3A00%3A00Z' +
        ';cursorTimestamp=2025-09-12T03%3A30%3A00.123456789Z?project=netra-staging',
    );
  });

  it('leads to one entry by its id, time and log', () => {
    const entry = { insertId: 'a"b', timestamp: '2025-09-12T03:30:00Z', logName: 'projects/p/logs/x' };
    const query = new URL(entryLink(entry, 'p') ?? '').pathname.split(';')[1] ?? '';
    assert.equal(
      decodeURIComponent(query),
      'query=insertId="a\\"b"\ntimestamp="2025-09-12T03:30:00Z"\nlogName="projects/p/logs/x"',
    );
  });

  it('is none for an entry without an id', () => {
    assert.equal(entryLink({ timestamp: '2025-09-12T03:30:00Z' }, 'p'), undefined);
  });

  it('stays an address of the console whatever is in the filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (filter, project) => {
        const url = new URL(explorerLink({ project, filter: `${filter}\ud800`, from: project }));
        assert.equal(url.host, 'console.cloud.google.com');
        assert.equal(url.hash, '');
        assert.deepEqual([...url.searchParams.keys()], ['project']);
      }),
    );
  });
});
