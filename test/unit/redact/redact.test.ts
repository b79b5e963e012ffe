import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRules } from '../../../src/redact/ownRules';
import { findSecrets, redact, replaceFound } from '../../../src/redact/redact';
import { growth } from '../frames/growth';
import { JOIN } from './draw';
import { fieldSecrets } from './fieldSecrets';
import { harmlessLines } from './harmlessLines';
import { lookAlikes, plantedSecrets, type Planted } from './planted';

describe('redact', () => {
  it('finds 98 of 100 planted secrets of 25 kinds', () => {
    const planted = plantedSecrets();
    assert.equal(planted.length, 100);
    assert.equal(new Set(planted.map(({ kind }) => kind)).size, 25);
    const missed = planted.filter(({ line, secret }) => redact(line).text.includes(secret));
    assert.ok(missed.length <= 2, `missed: ${missed.map(({ kind }) => kind).join(', ')}`);
  });

  it('finds them in a report with everything around them', () => {
    const report = plantedSecrets()
      .map(({ line }, index) => `### ${index}\n\n\`\`\`\n${line}\n\`\`\`\n`)
      .join('\n');
    const { text } = redact(report);
    const missed = plantedSecrets().filter(({ secret }) => text.includes(secret));
    assert.ok(missed.length <= 2, `missed: ${missed.map(({ kind }) => kind).join(', ')}`);
  });

  it('takes at most 4 of 200 harmless lines for secrets', () => {
    const lines = lookAlikes();
    assert.equal(lines.length, 200);
    const taken = lines.filter((line) => findSecrets(line).length > 0);
    assert.ok(taken.length <= 4, `taken: ${taken.join('\n')}`);
  });

  it('finds 98 of 100 secrets as vendors write them, in the lines of logs, settings and shells', () => {
    for (const seed of [1, 2, 3]) {
      const planted = fieldSecrets(seed);
      assert.ok(new Set(planted.map(({ kind }) => kind)).size >= 50);
      const missed = planted.filter(remains);
      assert.ok(
        missed.length <= planted.length * 0.02,
        `missed of ${planted.length}:\n${missed.map(({ line }) => line).join('\n')}`,
      );
    }
  });

  it('takes at most 2 of 100 lines of code, settings and prose for secrets', () => {
    for (const seed of [1, 2, 3]) {
      const lines = harmlessLines(seed);
      assert.ok(lines.length >= 300);
      const taken = lines.filter((line) => findSecrets(line).length > 0);
      assert.ok(taken.length <= lines.length * 0.02, `taken of ${lines.length}:\n${taken.join('\n')}`);
    }
  });

  it('keeps what shows where the secret stood', () => {
    const mail = ['ada', 'shop.io'].join('@');
    const texts: [string, string][] = [
      [`Authorization: Bearer abc${JOIN}123def456ghi`, 'Authorization: Bearer [redacted-authorization]'],
      [`redis://default:p4ss${JOIN}word@cache:6379/0`, 'redis://default:[redacted-password]@cache:6379/0'],
      [`no account for ${mail} in tenant`, 'no account for [redacted-email] in tenant'],
      ['client 34.77.12.9 disconnected', 'client [redacted-ip] disconnected'],
      ['client_ip=1.2.3.4 of release 1.2.3.4', 'client_ip=[redacted-ip] of release 1.2.3.4'],
      ['src=203.0.113.7, as in 203.0.113.7', 'src=[redacted-ip], as in 203.0.113.7'],
      ['user_id=8412933 not found', 'user_id=[redacted-user-id] not found'],
      ['ADMIN_PASSWORD=staging_password', 'ADMIN_PASSWORD=[redacted-secret]'],
    ];
    for (const [text, expected] of texts) assert.equal(redact(text).text, expected);
  });

  it('finds nothing in what it wrote', () => {
    for (const { line } of [...plantedSecrets(), ...fieldSecrets(1)]) {
      assert.deepEqual(findSecrets(redact(line).text), [], line);
    }
  });

  it('replaces only what it is told to', () => {
    const text = `a ${['ada', 'shop.io'].join('@')} b 34.77.12.9`;
    const [, ip] = findSecrets(text);
    assert.ok(ip);
    assert.equal(replaceFound(text, [ip]), `a ${['ada', 'shop.io'].join('@')} b [redacted-ip]`);
  });

  it('never throws, and says where the text stood', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              'password=',
              '://',
              '@',
              'eyJ',
              '.',
              '::',
              'Cookie: ',
              '-----BEGIN PRIVATE KEY-----',
              'a1',
              '\n',
            ),
          ),
        ),
        (parts) => {
          const text = parts.join('');
          const found = findSecrets(text);
          for (const { start, end, text: secret } of found) assert.equal(text.slice(start, end), secret);
          assert.ok(found.every(({ start }, index) => start >= (found[index - 1]?.end ?? 0)));
        },
      ),
    );
  });

  it('takes time linear in hostile text', function () {
    this.timeout(60_000);
    const pieces = [
      'a',
      'eyJ',
      '-----BEGIN PRIVATE KEY-----',
      'password',
      '1.',
      'a@',
      'a.',
      '::',
      'cookie: a=',
      '?token=',
      'user ',
      'curl -u a:',
      'docker login -p',
      '-----BEGIN PRIVATE KEY----- AAAAAAAAAAAAAAAA ',
      'password is ',
      'pass',
      'a_',
      '\\"',
      '+1 ',
      '4',
      'DE44 ',
      'session ',
      'creds a:',
      ' a=b ',
      '%40',
    ];
    for (const piece of pieces) {
      const times = growth(
        (size) => findSecrets(piece.repeat(Math.ceil(size / piece.length))),
        4_000,
        32_000,
      );
      assert.ok(times < 8 * 2.5, `${piece}: 8 times the text takes ${times.toFixed(1)} times as long`);
    }
  });
});

/** Whether six characters in a row are left of the secret. */
function remains({ line, secret }: Planted): boolean {
  const text = redact(line).text.replace(/\[redacted-[a-z0-9-]+\]/g, ' ');
  if (text.includes(secret)) return true;
  return Array.from({ length: Math.max(0, secret.length - 5) }).some((_, at) =>
    text.includes(secret.slice(at, at + 6)),
  );
}

describe('readRules', () => {
  it('finds what a rule of the setting describes', () => {
    const { rules, errors } = readRules([
      { name: 'ticket', text: 'ACME-####' },
      { name: 'host', text: '*.corp.internal' },
      { name: 'sign', text: 'a(b)+c' },
    ]);
    assert.deepEqual(errors, []);
    assert.equal(
      redact('ACME-1234 at db-7.corp.internal is a(b)+c, ACME-12 is not', rules).text,
      '[redacted-ticket] at [redacted-host] is [redacted-sign], ACME-12 is not',
    );
  });

  it('takes the signs of a regular expression for themselves', () => {
    const { rules, errors } = readRules([
      { name: 'nested', text: '(a+)+$' },
      { name: 'any', text: '[^x]{1,9}|.+' },
    ]);
    assert.deepEqual(errors, []);
    assert.deepEqual(findSecrets('a'.repeat(10_000), rules), []);
    assert.equal(
      redact('aaa (a+)+$ and [^x]{1,9}|.+', rules).text,
      'aaa [redacted-nested] and [redacted-any]',
    );
  });

  it('finds the longest run of a *, which ends at white space and quotes', () => {
    const { rules } = readRules([
      { name: 'job', text: 'job-*-end' },
      { name: 'host', text: '*.corp.internal' },
      { name: 'rest', text: 'key:*' },
    ]);
    const cases = [
      ['job-1-end-2-end job-3', '[redacted-job] job-3'],
      ['job-1 -end "job-x"-end', 'job-1 -end "job-x"-end'],
      ['(db-7.corp.internal)', '[redacted-host])'],
      ['key:abc,"key:d"', '[redacted-rest]"[redacted-rest]"'],
      [`job-${'x'.repeat(300)}-end`, `job-${'x'.repeat(300)}-end`],
    ];
    for (const [text = '', expected] of cases) assert.equal(redact(text, rules).text, expected);
  });

  it('takes time linear in hostile text, whatever the rule', function () {
    this.timeout(60_000);
    const hostile: [string, string][] = [
      ['(a+)+$', 'a'],
      ['aaa*aab', 'a'],
      [`abc*${'?'.repeat(190)}#`, 'abc'],
      [`*${'?'.repeat(190)}abc`, 'ab'],
      ['aaa*', 'a'],
      ['*aaa', 'a'],
    ];
    for (const [text, piece] of hostile) {
      const { rules, errors } = readRules([{ name: 'hostile', text }]);
      assert.deepEqual(errors, []);
      const search = rules[0] && 'find' in rules[0] ? rules[0].find : assert.fail();
      const times = growth((size) => void search(piece.repeat(size)), 1_250, 10_000);
      assert.ok(times < 8 * 2.5, `${text}: 8 times the text takes ${times.toFixed(1)} times as long`);
    }
  });

  it('uses a hundred rules at most, and says so', () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ name: 'ticket', text: `ACME-${index}` }));
    const { rules, errors } = readRules(many);
    assert.equal(rules.length, 100);
    assert.match(errors.join(), /more than 100 rules/);
  });

  it('says what is wrong with a rule, and uses the others', () => {
    const bad: [unknown, RegExp][] = [
      ['ACME', /is no object/],
      [{ name: 'A b', text: 'ACME' }, /needs a name/],
      [{ name: 'ticket' }, /needs a text/],
      [{ name: 'ticket', text: 'a b' }, /white space/],
      [{ name: 'ticket', text: 'a*b*c' }, /more than one \*/],
      [{ name: 'ticket', text: '#*' }, /nearly everything/],
    ];
    for (const [rule, message] of bad) {
      const { rules, errors } = readRules([rule, { name: 'ok', text: 'ACME' }]);
      assert.equal(rules.length, 1);
      assert.match(errors[0] ?? '', message);
      assert.match(errors[0] ?? '', /^Rule 1 of fiveWhys\.redaction\.rules/);
    }
  });
});
