import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Templates } from '../../../src/logs/templates';
import { growth } from '../frames/growth';

const NAMES = ['ana', 'bob', 'cem', 'dora', 'eve', 'finn', 'gus', 'hana', 'ivo', 'jan', 'kay', 'lou'];

describe('templates', () => {
  it('makes texts that differ in one word one template', () => {
    const texts = NAMES.map((name) => `quota of ${name} is used up`);
    assert.deepEqual(templatesOf(texts), ['quota of <*> is used up']);
  });

  it('keeps apart what only a few words differ in', () => {
    assertApart([
      '[<*>] VM Started (Lifecycle Event)',
      '[<*>] VM Paused (Lifecycle Event)',
      '[<*>] VM Resumed (Lifecycle Event)',
      '[<*>] VM Stopped (Lifecycle Event)',
    ]);
    assertApart(['Failed to load order <*>', 'Failed to save order <*>', 'Failed to sync order <*>']);
    assertApart(["object has no attribute 'execute'", "object has no attribute 'get'"]);
  });

  it('takes fewer words where a name is announced', () => {
    const texts = ['cyrus', 'news', 'root'].map((name) => `session closed for user ${name}`);
    assert.deepEqual(templatesOf(texts), ['session closed for user <*>']);
    assertApart(['created', 'changed', 'removed'].map((verb) => `the user ${verb} session <*>`));
  });

  it('takes more words at the start and where little is said', () => {
    assertApart(NAMES.slice(0, 9).map((name) => `${name} startup succeeded`));
    assert.deepEqual(templatesOf(NAMES.map((name) => `${name} startup succeeded`)), [
      '<*> startup succeeded',
    ]);
    assertApart(NAMES.slice(0, 9).map((name) => `removing ${name}`));
    assert.deepEqual(templatesOf(NAMES.map((name) => `removing ${name}`)), ['removing <*>']);
  });

  it('keeps apart texts of which nothing else is known', () => {
    assertApart(NAMES);
    assertApart(NAMES.map((name) => `${name} <*>`));
    assertApart(NAMES.map((name) => `${name} failed`));
  });

  it('merges templates again', () => {
    const texts = NAMES.flatMap((name) => NAMES.map((other) => `cannot move ${name} to ${other} today`));
    assert.deepEqual(templatesOf(texts), ['cannot move <*> to <*> today']);
  });

  it('counts a text to the template that it fits in several places', () => {
    const texts = NAMES.flatMap((name) => NAMES.map((other) => `cannot move ${name} to ${other} today`));
    const rare = 'cannot move zoe to yann today';
    assert.deepEqual(templatesOf([rare, ...texts]), ['cannot move <*> to <*> today']);
    assert.deepEqual(templatesOf([...texts, rare]), ['cannot move <*> to <*> today']);
  });

  it('makes texts that differ in two words one template, where both see many and enough else is said', () => {
    const texts = NAMES.map((name, i) => `zone ${name} was locked by ${NAMES[(i * 5 + 1) % NAMES.length]}`);
    assert.deepEqual(templatesOf(texts), ['zone <*> was locked by <*>']);
    assertApart(texts.slice(0, 7));
    assertApart(NAMES.map((name, i) => `zone ${name} was ${i % 2 ? 'opened' : 'closed'} now`).slice(0, 5));
    assertApart(NAMES.map((name, i) => `failed to ${name} ${NAMES[(i * 5 + 1) % NAMES.length]}`));
  });

  it('takes what stands in quotes, and a list in brackets, for one word', () => {
    const quoted = NAMES.map((name, i) => `plan '${[...NAMES.slice(0, i % 3), name].join(' ')}' was loaded`);
    assert.deepEqual(templatesOf(quoted), ["plan '<*>' was loaded"]);
    const listed = NAMES.map(
      (name, i) => `no codec, offered [${[name, ...NAMES.slice(0, i % 3)].join(', ')}]`,
    );
    assert.deepEqual(templatesOf(listed), ['no codec, offered [<*>]']);
    assertApart(["the user's name can't be read", "the user's mail can't be read"]);
  });

  it('takes a part with something that varies in it for a case of that alone', () => {
    const texts = ['synchronized to LOCAL(<*>), stratum <*>', 'synchronized to <*>, stratum <*>'];
    assert.deepEqual(templatesOf(texts), ['synchronized to <*>, stratum <*>']);
    assertApart(['user=<*> has left us', '<*> has left us']);
    assertApart(['count(<*>)', '<*>']);
  });

  it('says what an earlier answer has become', () => {
    const templates = new Templates();
    const [first = '', ...others] = NAMES.map((name) => `quota of ${name} is used up`);
    assert.equal(templates.add(first), first);
    for (const text of others) templates.add(text);
    assert.equal(templates.current(first), 'quota of <*> is used up');
    assert.equal(templates.add(first), 'quota of <*> is used up');
    assert.equal(templates.current('quota of <*> is used up'), 'quota of <*> is used up');
    assert.equal(templates.current('never added'), 'never added');
  });

  it('depends on which texts were added, not on their order or count', () => {
    const word = fc.constantFrom(...NAMES.slice(0, 7), '<*>');
    const text = fc.oneof(
      fc.tuple(word, word, word).map(([a, b, c]) => `${a} may not ${b} for user ${c}`),
      fc.tuple(word, word).map(([a, b]) => `moved ${a} from LOCAL(<*>) to ${b}`),
      fc.tuple(word, word).map(([a, b]) => `moved ${a} from <*> to ${b}`),
    );
    const added = fc.array(text, { maxLength: 150 }).chain((texts) =>
      fc.tuple(
        fc.constant(texts),
        fc.shuffledSubarray([...texts, ...texts.slice(0, 9)], {
          minLength: texts.length + Math.min(9, texts.length),
        }),
      ),
    );
    fc.assert(
      fc.property(added, ([texts, shuffled]) => assert.deepEqual(outcomes(shuffled), outcomes(texts))),
      { numRuns: 300 },
    );
  });

  it('answers with known templates when it is full, and remembers no more', () => {
    const templates = new Templates(40);
    for (const name of NAMES) templates.add(`quota of ${name} is used up`);
    for (const name of NAMES)
      for (const other of NAMES) templates.add(`cannot move ${name} to ${other} today`);
    assert.equal(templates.add('quota of zoe is used up'), 'quota of <*> is used up');
    for (const name of NAMES)
      assert.equal(templates.add(`price of ${name} went up`), `price of ${name} went up`);
    assert.equal(templates.current('price of ana went up'), 'price of ana went up');
  });

  it('leaves a very long text as it is', () => {
    const long = 'word '.repeat(100_000);
    assert.equal(new Templates().add(long), long);
  });

  it('takes any text', () => {
    const odd = fc.constantFrom(
      '__proto__',
      'constructor',
      '<*>',
      '<*><*>',
      '',
      ' ',
      '\0',
      '<<*>>',
      '\u{d800}',
    );
    const text = fc.array(fc.oneof(odd, fc.string({ maxLength: 4 }))).map((parts) => parts.join(' '));
    const templates = new Templates(500);
    fc.assert(fc.property(text, (message) => assert.equal(typeof templates.add(message), 'string')));
  });

  for (const [what, make] of Object.entries({
    'that have nothing in common': (i: number) =>
      `${letters(i)} ${letters(i + 1)} ${letters(i + 2)} at ${letters(i + 3)}`,
    'that differ in one word': (i: number) => `quota of ${letters(i)} is used up`,
    'that differ in two words': (i: number) => `cannot move ${letters(i % 30)} to ${letters(i)} today`,
    'of few words': (i: number) => letters(i).split('').join(' '),
    'of many words': (i: number) => `${'lorem ipsum '.repeat(20)} ${letters(i)}`,
  })) {
    it(`takes time in proportion to the number of texts ${what}`, () => {
      const times = growth((count) => fill(count, make), 500, 8_000);
      assert.ok(times < 64, `16 times as many texts take ${times.toFixed(1)} times as long`);
    });
  }
});

/** What texts have become when all are added, each once. */
function templatesOf(texts: readonly string[]): string[] {
  return [...new Set(outcomes(texts).values())];
}

function outcomes(texts: readonly string[]): Map<string, string> {
  const templates = new Templates();
  const answers = texts.map((text) => [text, templates.add(text)] as const);
  return new Map(answers.map(([text, answer]) => [text, templates.current(answer)]));
}

function assertApart(texts: readonly string[]): void {
  assert.deepEqual(templatesOf(texts), texts);
}

function fill(count: number, make: (i: number) => string): void {
  const templates = new Templates();
  for (let i = 0; i < count; i++) templates.add(make(i));
}

/** A word for a number, without digits. */
function letters(number: number): string {
  return (number + 1000).toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
}
