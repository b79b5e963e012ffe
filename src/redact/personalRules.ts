import type { Around, Rule } from './rule';
import { isPlaceholder } from './values';

/** What says who somebody is. */
export const PERSONAL_RULES: readonly Rule[] = [
  {
    kind: 'email',
    name: 'an e-mail address',
    pattern:
      /(?<![\w.+%@/-])[A-Za-z0-9_][\w.+%-]{0,63}(?:@|%40)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![\w@-]|\.\w)/dg,
    accepts: isMailbox,
  },
  {
    kind: 'ip',
    name: 'an IP address',
    pattern: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/dg,
    accepts: isHost,
  },
  {
    kind: 'ip',
    name: 'an IP address',
    pattern: /(?<![\w:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{4,36}(?![\w:])/dg,
    accepts: isHostV6,
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    pattern:
      /(?<![A-Za-z0-9])(?:[A-Za-z]{1,20}[_-])?(?:(?:user|account|customer|member)[ _-]?id|uid|client[_-]?ip|user|customer|account)\\?["']?\]?[ \t]{0,2}(?:=|:)[ \t]{0,2}\\?["']?(?<secret>[A-Za-z0-9][\w.|:@-]{3,63})/dgi,
    accepts: isId,
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    pattern:
      /(?:(?<![\w-])(?:user|customer|account|member)(?:[ _-]id)?(?:[ ](?:#|["'`])?|#)|\b(?:User|Customer|Account|Member)\(id=["']?|\/(?:users|user|customers|accounts|members)\/)(?<secret>\d{5,20}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24}|usr_[A-Za-z0-9]{6,40})(?![\w.-])/dgi,
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    // As a member of the user: `"user": {"id": 48213}`.
    pattern:
      /(?<![A-Za-z0-9])(?:user|customer|account|member)["']?[ ]?[:=][ ]?\{\s{0,20}["']?_?id["']?[ ]?[:=][ ]?["']?(?<secret>[A-Za-z0-9][\w.|:@-]{2,63})/dgi,
    accepts: (secret, around) => isId(secret, around) && !TYPE.test(secret),
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    pattern: /(?<![A-Za-z0-9_])(?:cus|usr|user|acct)_[A-Za-z0-9]{10,40}(?![A-Za-z0-9_])/dg,
    accepts: (text) => (text.match(/\d/g)?.length ?? 0) >= 2,
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    // The subject of a token (RFC 7519).
    pattern: /["']sub["'][ ]?:[ ]?["'](?<secret>[\w.|:@-]{6,120})["']/dg,
    accepts: (secret) => /\d/.test(secret) && !isPlaceholder(secret),
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    // In quotes under a name that says so, an id may be a word.
    pattern:
      /(?<![A-Za-z0-9])(?:user[_-]?id|userid|uid|account[_-]?id|customer[_-]?id|member[_-]?id)\\?["']\]?[ \t]{0,2}:[ \t]{0,2}\\?["'](?<secret>[A-Za-z][\w.|:@-]{2,63})\\?["']/dgi,
    accepts: (secret, around) => isId(`${secret}0`, around) && !TYPE.test(secret) && !isPlaceholder(secret),
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    pattern:
      /(?<![\w.-])(?:auth0|google-oauth2|github|facebook|apple|windowslive|samlp|oidc|waad)\|[\w.|-]{6,80}/dg,
  },
  {
    kind: 'card',
    name: 'the number of a payment card',
    pattern: /(?<![\w.-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?![\w-])/dg,
    accepts: (text) => hasLuhn(text.replace(/\D/g, '')),
  },
  {
    kind: 'card',
    name: 'the number of a payment card',
    // Of the networks that issue them (ISO/IEC 7812), American Express in its own groups.
    pattern:
      /(?<![\w.+-])(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{2}([ -]?)\d{6}\1\d{5})(?![\w-]|\.\d)/dg,
    accepts: (text, { before }) => hasLuhn(text.replace(/\D/g, '')) && !OTHER_NUMBER.test(before),
  },
  {
    kind: 'iban',
    name: 'the number of a bank account',
    pattern:
      /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![A-Za-z0-9])/dg,
    accepts: isIban,
  },
  {
    kind: 'social-security-number',
    name: 'a social security number',
    pattern:
      /\b(?:ssn|social[ _-]security(?:[ _-](?:number|no))?)["']?[ ]{0,2}[:=#]?[ ]{0,2}["']?(?<secret>\d{3}-?\d{2}-?\d{4})(?![\w-])/dgi,
  },
  {
    kind: 'phone',
    name: 'a telephone number',
    // With the code of its country (ITU-T E.164).
    pattern:
      /(?<![\w+./-]|\d )(?:\+|(?<=tel:)|(?<=%2B))[1-9]\d{0,14}(?:(?:[ .-]?\(\d{1,5}\)|[ .-])\d{1,9}){0,7}(?![\w-]|\.\d)/dg,
    accepts: isPhone,
  },
  {
    kind: 'phone',
    name: 'a telephone number',
    pattern:
      /(?:phone|telephone|tel\.?|mobile|cell|sms|fax|msisdn|call(?:ed|er)?|whatsapp)(?:[_-]?(?:number|no|nr))?\\?["']?[ ]{0,2}(?:[:=]| to| from)?[ ]{0,2}\\?["']?(?<secret>\+?(?:\(\d{2,5}\) ?\d{1,9}|\d{1,15})(?:[ ./-]\d{1,9}){0,7})(?![\w-]|\.\d)/dgi,
    accepts: isPhone,
  },
];

/**
 * Somebody's mailbox: no user of an address, no file that looks like a host (`icon@2x.png`), none of a role or a machine. A domain
 * that is reserved for documents (RFC 2606) is harmless with a name of documents only: logs have real names in it, too.
 */
function isMailbox(text: string, { before, after }: Around): boolean {
  if (/^:\d/.test(after)) return false; // a frame, `send@app.bundle:12:7`, or where one logs in
  if (/:\/\/[^\s/]{0,38}$/.test(before)) return false; // the user of an address
  const [local = '', host = ''] = text.toLowerCase().split(/@|%40/);
  if (
    /\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|ts|tsx|py|rb|go|java|json|md|html?|yaml|yml|txt|log|sh)$/.test(
      host,
    )
  )
    return false;
  if (/(?:^|\.)gserviceaccount\.com$|^users\.noreply\./.test(host) || ROLE.test(local)) return false;
  return !(RESERVED_DOMAIN.test(host) && NAME_OF_DOCUMENTS.test(local));
}

const RESERVED_DOMAIN = /(?:^|\.)example\.(?:com|org|net)$|\.(?:example|test|invalid|localhost)$/;

const ROLE =
  /^(?:git|(?:do-?not|no)[._-]?reply.{0,20}|mailer-daemon|postmaster|hostmaster|webmaster|abuse|notifications?|alerts?|bounces?|support|help|helpdesk|info|contact|sales|security|privacy|legal|press|team|ops|oncall|admin|root|hello|feedback|newsletter)$/;

const NAME_OF_DOCUMENTS =
  /^(?:[a-z]|(?:my|your|some|any)?[._-]?(?:user|name|username|mail|email|account|address|one|body)|me|you|docs?|first[._-]?last|firstname[._]lastname|test[._-]?(?:user)?|foo|bar|baz|qux|demo|dev|sample|example|someone|somebody|recipient|sender|from|to)\d{0,4}$/;

/** Four parts of an address that is somebody's: no version, no mask, no network, none that every machine or document has. */
function isHost(text: string, { before, after }: Around): boolean {
  const parts = text.split('.');
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return false;
  if (PRODUCT.test(before) && !/^(?:10|172|192)\./.test(text)) return false; // its version
  if (/^(?:22[4-9]|23\d)\.|\.0\.0$/.test(text)) return false; // of a group, or of a network
  if (HARMLESS_HOST.test(text) || (COMMON_HOST.test(text) && !ofPeer(before, after))) return false;
  if (
    /(?:[A-Za-z]\/|\b(?:v|ver|versions?|build|release|rev|revision|assembly|driver|firmware|chrome|upgrade(?:d)?(?: from| to)?|section|chapter|os|macos|ios|android|windows|§|step|oid)["']?[ :=]{0,3}["']?)$/i.test(
      before,
    )
  )
    return false;
  if (
    /@$|[<>^~=]=? ?$/.test(before) &&
    !/ip\w{0,12}=$|addr\w{0,12}=$|host=$|client=$|peer=$|from=$/i.test(before)
  )
    return false;
  return !(/^\/\d/.test(after) && parts[3] === '0');
}

/** What has versions of four parts. */
const PRODUCT =
  /\b(?:postgres(?:ql)?|mysql|mariadb|redis|node|nginx|kernel|python|java|jdk|php|ruby|openssl|lib\w{1,20}|sdk|api|package|module|plugin|jar|gem)[ @:-]$/i;

/** Loopback, unspecified, masks, broadcast, metadata server. */
const HARMLESS_HOST = /^(?:127\.|0\.|255\.|169\.254\.169\.254$)/;

/** Documentation (RFC 5737), resolvers that everybody asks, gateways as they come: somebody's only where a log says whose. */
const COMMON_HOST =
  /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|8\.8\.(?:8\.8|4\.4)$|1\.1\.1\.1$|1\.0\.0\.1$|172\.1[78]\.0\.1$|192\.168\.[01]\.1$|10\.0\.0\.1$)/;

/** What a log writes beside the address of who called: `client_ip=`, `from`, `X-Forwarded-For:`, `… - - [`. */
function ofPeer(before: string, after: string): boolean {
  return (
    /(?:ip|ips|addr|address|client|peer|remote\w{0,10}|forwarded[\w-]{0,8}|from|for|by|user|host|source|src|origin|caller|visitor)\\?["'`]?\s{0,2}[=:]?\s{0,2}[[(]?\\?["'`]?$/i.test(
      before,
    ) || /^ - \S+ \[| port \d/.test(after)
  );
}

/** Eight groups, or fewer around one `::`; times and hardware addresses have no such form. */
function isHostV6(text: string, { before, after }: Around): boolean {
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (halves.length === 1 ? groups.length !== 8 : groups.length < 3 || groups.length > 7) return false;
  if (/^2001:0?db8:/i.test(text)) return ofPeer(before, after);
  return /[0-9a-f]{3}/i.test(text) && !/^fe80:/i.test(text);
}

/** A value that names one user: with digits, and no version, time, type or amount of them. */
function isId(secret: string, { before, whole, after }: Around): boolean {
  if (before.endsWith('://')) return false; // the user of an address
  if (!/\d/.test(secret) || /^redacted/i.test(secret) || /^[([]/.test(after)) return false;
  if (
    /^\d{4}-\d\d-\d\d|^v?\d{1,3}\.\d|^(?:test|user|str|int|uuid|string|bigint|varchar|\w+_id)[_-]?\d{0,2}$/i.test(
      secret,
    )
  )
    return false;
  if (/^\d+(?:ms|s|kb|mb)$/i.test(secret)) return false;
  // Without `id` in its name a small number is an amount, and words are a key of a cache: `user: 2048`, `user:profile:v2`.
  if (!/id\b|_id|-id/i.test(whole) && /:/.test(secret)) return false;
  if (!/id\b|_id|-id/i.test(whole) && /^\d{1,4}$|^\d{5}$/.test(secret) && !/=\d{5}$/.test(whole))
    return false;
  return !/^\d{1,3}$/.test(secret);
}

/** The check digit of ISO/IEC 7812-1. */
function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of digits.split('').reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length >= 13 && sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** What a long number is called that is no card's. */
const OTHER_NUMBER =
  /(?:id|order|trace|span|build|time|timestamp|nanos|seq|offset|serial|(?<!card.?|account.?)number|no\.|#)\\?["']?[ :=#]{0,3}["']?$/i;

/** The check digits of ISO 13616: 1 is left of the number modulo 97, country and check digits last, letters from A as 10. */
function isIban(text: string): boolean {
  const code = text.replace(/ /g, '');
  if (code.length < 15 || code.length > 34) return false;
  let rest = 0;
  for (const character of code.slice(4) + code.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** 9 to 15 digits, and no sum, time or row of one digit. */
function isPhone(text: string, { after }: Around): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 9 || digits.length > 15 || /^(\d)\1*$/.test(digits)) return false;
  return (
    !/^(?:19|20)\d\d[ ./-]?\d\d[ ./-]?\d\d/.test(text) && !/^ ?(?:ns|ms|s|us|bytes|b|kb|mb|%)\b/i.test(after)
  );
}

/** Types and kinds of accounts that stand where an id would. */
const TYPE =
  /^(?:str|string|text|int|integer|number|bigint|long|uuid|guid|varchar|bool|object|any|none|null|nil|undefined|optional|required|missing|anonymous|system|unknown|guest|user|self|user_?id|keyword)$/i;
