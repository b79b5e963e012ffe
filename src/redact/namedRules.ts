import { PASSWORD_NAMES, SECRET_NAMES } from './names';
import type { Around, Rule } from './rule';
import { isChosenWord, isGenerated, isHexOrUuid, isPlaceholder, isSecretValue } from './values';

const BEFORE_NAME = '(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{0,40}?';

/** A quote, perhaps escaped, a bracket or Markdown's signs behind the name. */
const AFTER_NAME = '[\\\\"\'`*\\]]{0,4}[ \\t]{0,3}';

/** A value in quotes, perhaps escaped or in a list. */
const QUOTED = '\\[?\\\\{0,3}["\'`](?<secret>[^\\s"\'`\\\\]{4,400})\\\\{0,3}["\'`]';

/** A value up to white space or the next sign of its language. An `&` belongs to it unless another parameter follows. */
const BARE = '(?<secret>(?:[^\\s"\'`,;()[\\]{}<>|&\\\\]|&(?![\\w.-]{1,40}[=;]|\\s|$)){4,400})';

/** Secrets that are told by the name before them: of a variable, a member, a setting, or in a sentence. */
export const NAMED_RULES: readonly Rule[] = [
  {
    kind: 'secret',
    name: 'a secret',
    // A constant of an environment, `SMTP_PASSWORD=…`, whose value may be a word.
    pattern:
      /(?<![A-Za-z0-9_])(?:[A-Z0-9]{1,40}_){0,8}(?:[A-Z]{0,8}PASSWORD|PASSWD|PASS|PASSPHRASE|SECRET|TOKEN|APIKEY|API_KEY|SECRET_KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_ACCESS_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS|PWD)=["']?(?<secret>(?:[^\s"'`,;()[\]{}<>|&]|&(?![\w.-]{1,40}=|&|\s|$)){6,400})(?![\w(])/dg,
    accepts: (secret, { before, after }) =>
      !isPlaceholder(secret) &&
      !/^[/~.]/.test(secret) &&
      !/^[A-Z_]+$/.test(secret) &&
      !/^[([{]/.test(after) &&
      !before.endsWith('$'),
  },
  secretAfter(
    `${BEFORE_NAME}(?:${SECRET_NAMES})${AFTER_NAME}(?:=>|:=|==|=|:|\\|)\\*{0,2}[ \\t]{0,3}${QUOTED}`,
  ),
  secretAfter(`${BEFORE_NAME}(?:${SECRET_NAMES})${AFTER_NAME}(?:=|:|\\|)\\*{0,2}[ \\t]{0,3}${BARE}`),
  {
    kind: 'secret',
    name: 'a secret',
    // A password of letters: in quotes as data has it, or where nothing but it stands behind the sign.
    pattern: new RegExp(
      `${BEFORE_NAME}(?:${PASSWORD_NAMES})\\\\{0,3}["']\\]?[ \\t]{0,3}(?:=>|:|=)[ \\t]{0,3}\\\\{0,3}["'](?<secret>[^\\s"'\`\\\\]{4,200})\\\\{0,3}["']`,
      'dgi',
    ),
    accepts: isChosenWord,
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: new RegExp(
      `(?<=(?:^|[\\n;])[ \\t]{0,12}|=[^\\s=]{1,60}[ \\t])[A-Za-z0-9_.-]{0,40}?(?:${PASSWORD_NAMES})(?:=|:[ \\t]{1,3})(?<secret>[A-Za-z]{6,40})(?=[ \\t]*(?:[;\\n\\r]|$)|[ \\t]\\w{1,40}=)`,
      'dg',
    ),
    accepts: isChosenWord,
  },
  {
    kind: 'secret',
    name: 'a secret',
    // Name and value as two members: Kubernetes, ECS, .NET.
    pattern: new RegExp(
      `${BEFORE_NAME}(?:${SECRET_NAMES})["']?,?\\s{1,20}["']?value["']?[ \\t]{0,3}[=:][ \\t]{0,3}["']?${BARE}`,
      'dgi',
    ),
    accepts: (secret, around) => isSecretValue(secret, around) || isChosenWord(secret),
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: new RegExp(`<[A-Za-z0-9_.:-]{0,40}?(?:${SECRET_NAMES})>(?<secret>[^<>\\s]{4,400})</`, 'dgi'),
    accepts: (secret, around) => isSecretValue(secret, around) || isChosenWord(secret),
  },
  {
    kind: 'secret',
    name: 'a secret',
    // In a sentence: `the password is …`, `Invalid client secret provided: …`.
    pattern: new RegExp(
      `${BEFORE_NAME}(?:${SECRET_NAMES})["'\`]?(?: for \\S{1,60})? (?:is|was|to|set to|changed to|provided|given|value|used|sent)(?: now)?:? ["'\`]?${BARE}`,
      'dgi',
    ),
    accepts: (secret, around) => secret.length >= 6 && isSecretValue(secret.replace(/[.,!]$/, ''), around),
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: new RegExp(`${BEFORE_NAME}(?:${SECRET_NAMES})[ ]["'\`(]?(?<secret>[\\w+/=.~-]{20,400})`, 'dgi'),
    accepts: (secret) => isGenerated(secret) || isHexOrUuid(secret),
  },
  {
    kind: 'secret',
    name: 'a secret',
    // Right behind its name: letters in both cases and digits, and no name of a method.
    pattern: new RegExp(
      `${BEFORE_NAME}(?:${PASSWORD_NAMES})[ ]["'\`(]?(?<secret>[^\\s"'\`,;()<>{}]{8,100})`,
      'dgi',
    ),
    accepts: (secret, around) =>
      isSecretValue(secret, around) &&
      /[a-z]/.test(secret) &&
      /[A-Z]/.test(secret) &&
      /\d/.test(secret) &&
      !/hash|hmac|sha\d|crypt|argon|pbkdf|oauth|bearer|encod|utf|base64/i.test(secret),
  },
];

/** A secret behind its name: letters with digits or signs, six of them where people choose it, eight elsewhere. */
function secretAfter(source: string): Rule {
  return {
    kind: 'secret',
    name: 'a secret',
    pattern: new RegExp(source, 'dgi'),
    accepts: (secret, around) =>
      secret.length >= leastLength(around) &&
      !/^public/i.test(around.whole) &&
      (isSecretValue(secret, around) || (CHOSEN.test(around.whole.slice(0, 80)) && isNumberedWord(secret))),
  };
}

/** A word with a digit behind it, as people choose passwords. */
function isNumberedWord(value: string): boolean {
  return /^[a-z]{4,}\d$/i.test(value) && isChosenWord(value);
}

const CHOSEN = new RegExp(`(?:${PASSWORD_NAMES})[^A-Za-z0-9]`, 'i');

function leastLength({ whole }: Around): number {
  return CHOSEN.test(whole.slice(0, 80)) ? 6 : 8;
}
