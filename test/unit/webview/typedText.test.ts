import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  caretAfter,
  hasUnsent,
  left,
  reverted,
  sent,
  shown,
  typed,
  untyped,
  type TypedText,
} from '../../../src/webview/typedText';

describe('typedText', () => {
  it('keeps what was typed on while its older text comes back', () => {
    const state = typed(sent(typed(untyped(''), 'one')), 'one two');
    assert.equal(shown(state, 'one', true).text, 'one two');
    assert.ok(hasUnsent(shown(state, 'one', true)));
  });

  it('keeps the blank behind the caret that no report keeps, until the field is left', () => {
    const echoed = shown(sent(typed(untyped(''), 'one ')), 'one', true);
    assert.equal(echoed.text, 'one ');
    assert.ok(!hasUnsent(echoed));
    assert.equal(left(echoed).text, 'one');
  });

  it('takes a text that comes back cleaned for its own', () => {
    const echoed = shown(sent(typed(untyped(''), 'a \u0000 b')), 'a b', true);
    assert.equal(echoed.text, 'a \u0000 b');
    assert.ok(!hasUnsent(echoed));
    assert.equal(left(echoed).text, 'a b');
  });

  it('follows an undo in the field that has the focus', () => {
    const echoed = shown(sent(typed(untyped('old'), 'new')), 'new', true);
    assert.equal(shown(echoed, 'old', true).text, 'old');
  });

  it('follows a change from elsewhere', () => {
    assert.equal(shown(untyped('old'), 'theirs', false).text, 'theirs');
  });

  it('does not lose what is unsent to a change from elsewhere', () => {
    const state = shown(typed(untyped('old'), 'mine'), 'theirs', true);
    assert.equal(state.text, 'mine');
    assert.ok(hasUnsent(state));
  });

  it('takes back only what is unsent', () => {
    assert.equal(reverted(typed(sent(typed(untyped(''), 'one')), 'one two')).text, 'one');
  });

  it('has nothing to send where only blanks around the text differ', () => {
    assert.ok(!hasUnsent(typed(untyped('text'), ' text \n')));
  });

  it('ends with field and document alike, however slowly the echoes come', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('type' as const), text: fc.string({ maxLength: 4 }) }),
      fc.record({ do: fc.constantFrom('send' as const, 'answer' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state: TypedText = untyped('');
        const underway: string[] = [];
        let lastTyped = '';
        const send = () => {
          if (!hasUnsent(state)) return;
          state = sent(state);
          underway.push(state.text.trim());
        };
        const answer = () => {
          const document = underway.shift();
          if (document !== undefined) state = shown(state, document, true);
        };
        for (const one of steps) {
          if (one.do === 'type') state = typed(state, (lastTyped = state.text + one.text));
          else if (one.do === 'send') send();
          else answer();
          assert.equal(state.text, lastTyped);
        }
        send();
        while (underway.length > 0) answer();
        assert.equal(left(state).text, lastTyped.trim());
        assert.equal(state.document, lastTyped.trim());
      }),
    );
  });
});

describe('caretAfter', () => {
  const cases: [string, string, string, number, number][] = [
    ['stays before the place that changed', 'abc def', 'abc xyz', 2, 2],
    ['goes behind the place that changed', 'abc def', 'abc xyz', 6, 7],
    ['moves with the text behind the place that changed', 'one two', 'one and two', 7, 11],
    ['stays within a text that became empty', 'abc', '', 3, 0],
    ['stays where nothing changed', 'abc', 'abc', 1, 1],
  ];
  for (const [title, before, after, caret, expected] of cases) {
    it(title, () => assert.equal(caretAfter(before, after, caret), expected));
  }

  it('is always a place in the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (before, after, number) => {
        const caret = caretAfter(before, after, number % (before.length + 1));
        assert.ok(caret >= 0 && caret <= after.length);
      }),
    );
  });
});
