import type { Around, Rule } from './rule';
import { isPlaceholder } from './values';

/** Names that somebody is known by: the address of a mailbox, the id of an account. */
export const PERSONAL_RULES: readonly Rule[] = [
  {
    kind: 'email',
    name: 'an e-mail address',
    pattern:
      /(?<![\w.+%@/-])[A-Za-z0-9_][\w.+%-]{0,63}(?:@|%40)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![\w@-]|\.\w)/dg,
    accepts: isMailbox,
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

/** Types and kinds of accounts that stand where an id would. */
const TYPE =
  /^(?:str|string|text|int|integer|number|bigint|long|uuid|guid|varchar|bool|object|any|none|null|nil|undefined|optional|required|missing|anonymous|system|unknown|guest|user|self|user_?id|keyword)$/i;
