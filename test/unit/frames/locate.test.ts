import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Frame } from '../../../src/frames/frame';
import { locate } from '../../../src/frames/locate';
import { readFrames } from '../../../src/frames/read';
import { WorkspaceFiles } from '../../../src/frames/workspaceFiles';

const files = new WorkspaceFiles([
  {
    folder: '/home/me/netra',
    paths: [
      'main.py',
      'netra_backend/app/routes/websocket.py',
      'netra_backend/app/routes/__init__.py',
      'netra_backend/app/db/__init__.py',
      'netra_backend/app/db/session.py',
      'auth_service/db/session.py',
      'auth_service/handlers.py',
      'src/main/java/com/acme/Server.java',
      'src/main/kotlin/Assert.kt',
      'frontend/src/App.tsx',
      'frontend/app/(group)/page.tsx',
      'vendor/acme/client.php',
      'src/netra_tools/cli.py',
      'packages/chat/lib/src/room.dart',
      'apps/billing/lib/invoice.ex',
      'frontend/src/index.ts',
      'index.ts',
      'main.ts',
    ],
  },
]);

describe('locate', () => {
  const sure: readonly [text: string, path: string][] = [
    [
      'File "/app/netra_backend/app/routes/websocket.py", line 557, in f',
      'netra_backend/app/routes/websocket.py',
    ],
    ['`routes/websocket.py:508`', 'netra_backend/app/routes/websocket.py'],
    ['websocket.py:557', 'netra_backend/app/routes/websocket.py'],
    ['**File**: `/netra_backend/app/routes/websocket.py`', 'netra_backend/app/routes/websocket.py'],
    ['../app/routes/websocket.py:1', 'netra_backend/app/routes/websocket.py'],
    ['./auth_service/../auth_service/handlers.py:1', 'auth_service/handlers.py'],
    ['line 557 in `netra_backend.app.routes.websocket`', 'netra_backend/app/routes/websocket.py'],
    ['netra_backend.app.db line 3', 'netra_backend/app/db/__init__.py'],
    [
      String.raw`File "C:\build\Netra_Backend\app\routes\websocket.py", line 5`,
      'netra_backend/app/routes/websocket.py',
    ],
    [String.raw`D:\work\auth_service\handlers.py:12`, 'auth_service/handlers.py'],
    ['file:///srv/frontend/src/App.tsx:1:2', 'frontend/src/App.tsx'],
    ['    at f (webpack:///./src/App.tsx?f00d:1:2)', 'frontend/src/App.tsx'],
    ['    at f (http://localhost:3000/src/App.tsx:1:2)', 'frontend/src/App.tsx'],
    ['frontend/app/(group)/page.tsx:3', 'frontend/app/(group)/page.tsx'],
    ['\tat com.acme.Server$Inner.handle(Server.java:12)', 'src/main/java/com/acme/Server.java'],
    ['\tat app//com.acme.Server.handle(Server.java:12)', 'src/main/java/com/acme/Server.java'],
    ['File "/app/main.py", line 3, in <module>', 'main.py'],
    ['File "/builds/netra/main.py", line 3, in <module>', 'main.py'],
    [
      'File "/v/lib/python3.11/site-packages/auth_service/handlers.py", line 3, in f',
      'auth_service/handlers.py',
    ],
    ['#0 /var/www/vendor/acme/client.php(12): f()', 'vendor/acme/client.php'],
    ['#1      Room.join (package:chat/src/room.dart:12:5)', 'packages/chat/lib/src/room.dart'],
    ['(billing 0.1.0) lib/invoice.ex:12: Billing.Invoice.total/1', 'apps/billing/lib/invoice.ex'],
    ['frontend/src/index.ts:12', 'frontend/src/index.ts'],
  ];
  for (const [text, path] of sure) {
    it(`opens ${path} for ${text}`, () => {
      const [place, ...others] = locate(frame(text), files);
      assert.deepEqual([place?.path, place?.confidence, others], [path, 'sure', []]);
    });
  }

  const asked: readonly [text: string, reason: RegExp, ...paths: string[]][] = [
    [
      'session.py:12',
      /named session\.py, which is all that the text says, and so it is with one other file/,
      'netra_backend/app/db/session.py',
      'auth_service/db/session.py',
    ],
    [
      'db/session.py:12',
      /ends with db\/session\.py/,
      'netra_backend/app/db/session.py',
      'auth_service/db/session.py',
    ],
    [
      'File "/srv/release/app/db/session.py", line 1',
      /agree in app\/db\/session\.py/,
      'netra_backend/app/db/session.py',
    ],
    ['File "/srv/other/handlers.py", line 1', /only the file name agrees/, 'auth_service/handlers.py'],
    [
      'routes/__init__.py:12',
      /many packages have a file of that name/,
      'netra_backend/app/routes/__init__.py',
    ],
    ['src/index.ts:12', /agree in src\/index\.ts, and many packages/, 'frontend/src/index.ts'],
    ['index.ts:12', /and many packages have a file of that name/, 'frontend/src/index.ts', 'index.ts'],
    ['    at f (webpack:///./src/main.ts:1:2)', /only the file name agrees/, 'main.ts'],
    ['File "/srv/other/main.py", line 1', /only the file name agrees/, 'main.py'],
    ['\tat org.junit.Assert.fail(Assert.kt:88)', /only the file name agrees/, 'src/main/kotlin/Assert.kt'],
    [
      'File "/v/site-packages/netra_tools/cli.py", line 1',
      /maybe in another version/,
      'src/netra_tools/cli.py',
    ],
  ];
  for (const [text, reason, ...paths] of asked) {
    it(`asks for ${text}`, () => {
      const places = locate(frame(text), files);
      assert.deepEqual(places.map((place) => place.path).sort(), paths.sort());
      for (const place of places) {
        assert.equal(place.confidence, 'likely');
        assert.match(place.reason, reason);
      }
    });
  }

  const nowhere: readonly string[] = [
    'unknown.py:12',
    'File "/usr/lib/python3.11/handlers.py", line 12, in f',
    'File "/v/lib/python3.11/site-packages/other/auth_service/handlers.py", line 3, in f',
    'File "/v/lib/python3.11/site-packages/session.py", line 3, in f',
    'File "<frozen importlib._bootstrap>", line 3, in f',
    '    at f (/app/node_modules/x/src/App.tsx:1:2)',
    '    at f (node:internal/main.py:1:2)',
    '\tat java.lang.Server.run(Server.java:12)',
    '\t/usr/local/go/src/net/main.py:12',
  ];
  for (const text of nowhere) {
    it(`opens nothing for ${text.trim()}`, () => assert.deepEqual(locate(frame(text), files), []));
  }

  it('carries the line, and none where the frame has none', () => {
    assert.equal(locate(frame('websocket.py:557'), files)[0]?.line, 557);
    assert.equal(locate(frame('# File: websocket.py'), files)[0]?.line, undefined);
  });

  it('rewrites a prefix by the user’s mapping first', () => {
    const mappings = [{ from: '/deploy/db/', to: 'auth_service/db/' }];
    const [place] = locate(frame('File "/deploy/db/session.py", line 12, in f'), files, mappings);
    assert.deepEqual(
      [place?.path, place?.confidence, place?.line],
      ['auth_service/db/session.py', 'sure', 12],
    );
    assert.match(place?.reason ?? '', /your mapping of \/deploy\/db\//);
  });

  it('passes over a mapping that leads to no file', () => {
    const [place] = locate(frame('File "/app/main.py", line 1, in f'), files, [
      { from: '/app/', to: 'gone/' },
    ]);
    assert.equal(place?.path, 'main.py');
  });

  it('asks which folder, where two hold the same path', () => {
    const two = new WorkspaceFiles([
      { folder: 'one', paths: ['app/x.py'] },
      { folder: 'two', paths: ['app/x.py'] },
    ]);
    assert.deepEqual(
      locate(frame('File "/srv/app/x.py", line 1, in f'), two).map(({ folder, confidence }) => [
        folder,
        confidence,
      ]),
      [
        ['one', 'likely'],
        ['two', 'likely'],
      ],
    );
  });

  it('finds every file by its whole path below any folder that is no library’s', () => {
    const name = fc.stringMatching(/^[a-z]{1,3}$/);
    const path = fc.array(name, { minLength: 2, maxLength: 4 }).map((names) => `${names.join('/')}.py`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 30 }), (paths) => {
        const index = new WorkspaceFiles([{ folder: '', paths }]);
        for (const own of paths) {
          const places = locate(frame(`File "/deployed-here/${own}", line 1, in f`), index);
          assert.ok(places.some((place) => place.path === own));
          assert.ok(places.every((place) => place.confidence === 'likely' || place.path === own));
        }
      }),
    );
  });
});

function frame(text: string): Frame {
  const [first] = readFrames(text);
  assert.ok(first, `a frame in ${text}`);
  return first;
}
