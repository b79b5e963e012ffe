import type { Around, Rule } from './rule';

/** Secrets that are told by what stands before them: a header, the name of a variable, a place in an address. */
export const NAMED_RULES: readonly Rule[] = [
  {
    kind: 'cookie',
    name: 'a cookie',
    // The header up to the end of its line or of the string that it stands in.
    pattern:
      /\b(?:set-)?cookie["']?[ \t]{0,3}:[ \t]{0,3}["']?(?<secret>[\w.%-]{1,100}=[^\s"',;]{4,4000}(?:; ?[^\n"';]{1,4000}){0,50})/dgi,
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern: /\b(?:bearer|basic)[ \t]{1,3}(?<secret>[A-Za-z0-9._~+/=-]{12,4000})/dgi,
    accepts: (secret) => /\d/.test(secret) || secret.endsWith('='),
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern:
      /\b(?:proxy-)?authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:(?:token|apikey|digest|aws4-hmac-sha256|negotiate) )?(?<secret>[A-Za-z0-9._~+/=-]{16,4000})/dgi,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    kind: 'password',
    name: 'a password',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:@/"'`<>]{0,100}:(?<secret>[^\s@/"'`<>]{1,200})@/dgi,
    accepts: (secret) => !isPlaceholder(secret),
  },
  {
    kind: 'token',
    name: 'a token in an address',
    pattern:
      /[?&](?:access_token|id_token|refresh_token|auth_token|token|api_?key|key|sig|signature|x-amz-signature|x-goog-signature|client_secret|code|password|session(?:_?id)?|jwt)=(?<secret>[^\s&#"'`<>()[\]|]{8,4000})/dgi,
    accepts: (secret) => isRandom(secret),
  },
  {
    kind: 'secret',
    name: 'a secret',
    // A constant of an environment, `SMTP_PASSWORD=…`, whose value may be a word.
    pattern:
      /(?<![A-Za-z0-9_])(?:[A-Z0-9]{1,40}_){0,8}(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|API_KEY|SECRET_KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_ACCESS_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS|PWD)=["']?(?<secret>[^\s"'`,;()[\]{}<>|&]{6,400})(?![\w(])/dg,
    accepts: (secret, { before, after }) =>
      !isPlaceholder(secret) &&
      !/^[/~.]/.test(secret) &&
      !/^[A-Z_]+$/.test(secret) &&
      !/^[([{]/.test(after) &&
      !before.endsWith('$'),
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: named('=>|:=|==|=|:', /["'](?<secret>[^\s"'`\n]{6,400})["']/),
    accepts: (secret, around) => isSecretValue(secret, around),
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: named('=|:', /(?<secret>[^\s"'`,;()[\]{}<>|&\\]{8,400})/),
    accepts: (secret, around) => isSecretValue(secret, around) && !/^[([]/.test(around.after),
  },
];

/** A name that ends in what it is, as a variable, a member or a header: `db_password`, `"clientSecret"`, `X-Api-Key`. */
function named(signs: string, value: RegExp): RegExp {
  const names =
    'pass(?:word|wd|phrase|code)|pwd|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key|private[_-]?key|private[_-]?key[_-]?id|signing[_-]?key|client[_-]?secret|secret[_-]?access[_-]?key|session[_-]?(?:id|key|token)|sessionid|csrf[_-]?token|otp|connection[_-]?string';
  return new RegExp(
    `(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{0,40}?(?:${names})["']?\\]?[ \\t]{0,3}(?:${signs})[ \\t]{0,3}${value.source}`,
    'dgi',
  );
}

/** A value with letters and digits or signs, that is no path, code, address or number. */
function isSecretValue(secret: string, { before }: Around): boolean {
  if (isPlaceholder(secret) || before.endsWith('$')) return false;
  if (/^(?:\/|\.{1,2}\/|~\/|[a-z]+:\/\/)/i.test(secret)) return false;
  if (/^[\d.,:%+-]+(?:ms|s|m|h|d|kb|mb|gb|k)?$/i.test(secret)) return false; // an amount, a time
  if (/^[\w$]+(?:\.[A-Za-z_$]\w*)+[.:]?$/.test(secret) && !/\d{2}/.test(secret)) return false; // a member
  return isRandom(secret);
}

/** Letters together with digits or with signs that no identifier has. */
function isRandom(value: string): boolean {
  if (isPlaceholder(value)) return false;
  const text = value.replace(/[.:!?*]+$/, '');
  if (/^\d{4}-\d\d-\d\d/.test(text)) return false;
  return (
    /[A-Za-z]/.test(text) && (/\d/.test(text) || /[!@#$%^&*+=~?]/.test(text)) && !/^[a-z_]{4,}\d$/i.test(text)
  );
}

/** What people write where a secret would be, and what this has replaced already. */
function isPlaceholder(value: string): boolean {
  return (
    /^(?:\$|%\(|%[sdr@]|\{|<|\[|#\{|&|@)/.test(value) ||
    /^[*x•.…_-]{3,}|\*{3,}|\.\.\.|…|x{4,}$/i.test(value) ||
    /redacted|your[_-]|change[_-]?me|example|placeholder|dummy|sample|masked|hidden|removed|not[_-]?set|undefined|null\b|insert[_-]|replace[_-]/i.test(
      value,
    ) ||
    /^(?:test|fake|mock|none|true|false|string|str|required|optional|missing|invalid|expired|process\.env|os\.environ|env\.|settings\.|config\.|secrets?\.|vault:|sm:|arn:|projects\/|var\.|local\.|data\.)/i.test(
      value,
    )
  );
}
