import assert from 'node:assert/strict';
import type { Exception } from '../../../src/frames/exception';
import { headlineOf, titleOf } from '../../../src/logs/title';

const raised = (type: string, message: string) => ({ type, message, frames: [] });
const titled = (said: string, exception?: Exception) => titleOf(headlineOf(said, exception));

describe('titleOf', () => {
  for (const [type, message, title] of [
    [
      'netra_backend.app.websocket_core.handlers.NoHandlerError',
      'No handler found for agent_resume',
      'NoHandlerError: No handler found for agent_resume',
    ],
    ['java.lang.NullPointerException', 'user is null', 'NullPointerException: user is null'],
    ['ActiveRecord::RecordNotFound', 'no user', 'ActiveRecord::RecordNotFound: no user'],
    ['asyncio.exceptions.CancelledError', '', 'CancelledError'],
    [
      'pydantic_core._pydantic_core.ValidationError',
      '1 validation error for ErrorContext\ntrace_id\n  Field required [type=missing]',
      'ValidationError: 1 validation error for ErrorContext: trace_id Field required [type=missing]',
    ],
    [
      'Error',
      "Cannot find module 'x'.\n\nRequire stack:\n- /app/index.js\n---",
      "Error: Cannot find module 'x'. Require stack: - /app/index.js",
    ],
  ] as const) {
    it(`is ${title}`, () => assert.equal(titled('failed', raised(type, message)), title));
  }

  for (const [said, title] of [
    ['level=error msg="order failed" order_id=4 err="timed out"', 'order failed: timed out'],
    ['time=2025-09-12T04:00:02Z level=ERROR source=/app/a.go:4 msg=failed', 'failed'],
    ['level=error err="msg=none" msg="say \\"no\\"" n=1', 'say "no": msg=none'],
    ['level=error msg="gone: timed out" error="timed out"', 'gone: timed out'],
    ['level=error caller=a.go:4 at=start', 'caller=a.go:4 at=start'],
    ['cannot read msg="x"', 'cannot read msg="x"'],
    ['level=error msg="open', 'msg="open'],
  ] as const) {
    it(`says of pairs what they say: ${said}`, () => assert.equal(titled(said), title));
  }

  it('leaves out the context that Monolog writes behind a message', () => {
    const said =
      '[2025-09-12 04:00:01] app.ERROR: Order 7: gone {"n":7,"exception":"[object] (Gone(code: 0): gone at';
    assert.equal(titled(said, raised('Gone', 'gone')), 'Order 7: gone');
  });

  it('is what stands below a time and a level alone', () => {
    const said = '2025-09-12T04:00:02Z ERROR 1 --- [main] o.s.b.Reporter   :\n\n****\nFAILED TO START\n****';
    assert.equal(titled(said), 'FAILED TO START');
  });

  it('leaves out the code that a test runner quotes', () => {
    const message = "no 'id'\n\n  11 |\n> 12 |   expect(user.id).toBe(4);\n     |          ^\n";
    assert.equal(titled('failed', raised('TypeError', message)), "TypeError: no 'id'");
  });

  it('cuts a message of many lines', () => {
    const title = titled('failed', raised('ValueError', `bad\n${'ü word '.repeat(100)}`));
    assert.ok(title.startsWith('ValueError: bad: ü word') && title.endsWith('…'));
    assert.equal(title.length, 'ValueError: '.length + 200);
  });

  it('is cut where the headline is too long for a list', () => {
    const headline = headlineOf('x '.repeat(400), undefined);
    assert.equal(headline.length, 799);
    assert.equal(titleOf(headline).length, 300);
  });

  it('is the logged message where it has the exception in it and says more', () => {
    const said = '2025-09-12 04:00:02 ERROR Session closed: app.errors.Gone: no user\nTraceback …';
    assert.equal(
      titled(said, raised('app.errors.Gone', 'no user')),
      'Session closed: app.errors.Gone: no user',
    );
    assert.equal(titled('app.errors.Gone: no user', raised('app.errors.Gone', 'no user')), 'Gone: no user');
  });
});
