import type { Around, Rule } from './rule';

/** What says who somebody is. */
export const PERSONAL_RULES: readonly Rule[] = [
  {
    kind: 'email',
    name: 'an e-mail address',
    pattern:
      /(?<![\w.+%@/-])[A-Za-z0-9_][\w.+%-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![\w@-]|\.\w)/dg,
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
      /(?<![A-Za-z0-9])(?:[A-Za-z]{1,20}[_-])?(?:user[_-]?id|userid|uid|account[_-]?id|customer[_-]?id|client[_-]?ip|member[_-]?id|user|customer|account)\\?["']?\]?[ \t]{0,2}(?:=|:)[ \t]{0,2}\\?["']?(?<secret>[A-Za-z0-9][\w.|:@-]{3,63})/dgi,
    accepts: isId,
  },
  {
    kind: 'user-id',
    name: 'the id of a user',
    pattern:
      /(?<![\w-])(?:user|customer|account|member)(?: id)?[ ]#?(?<secret>\d{5,20}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|usr_[A-Za-z0-9]{6,40})(?![\w.-])/dgi,
  },
  {
    kind: 'card',
    name: 'the number of a payment card',
    pattern: /(?<![\w.-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?![\w-])/dg,
    accepts: (text) => hasLuhn(text.replace(/\D/g, '')),
  },
];

/** Names that belong to nobody (RFC 2606), files that look like a host (`icon@2x.png`), and the account that git logs in as. */
function isMailbox(text: string, { before }: Around): boolean {
  if (/:\/\/[^\s/]{0,38}$/.test(before)) return false; // the user of an address
  const [local = '', host = ''] = text.toLowerCase().split('@');
  if (/(?:^|\.)example\.(?:com|org|net)$|\.(?:example|test|invalid|localhost)$/.test(host)) return false;
  if (
    /\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|ts|tsx|py|rb|go|java|json|md|html?|yaml|yml|txt|log|sh)$/.test(
      host,
    )
  )
    return false;
  return local !== 'git' && !/^no-?reply$|^do-?not-?reply$/.test(local);
}

/** Four parts of an address that is somebody's: no version, no mask, no network, none that every machine or document has. */
function isHost(text: string, { before, after }: Around): boolean {
  const parts = text.split('.');
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return false;
  if (HARMLESS_HOST.test(text)) return false;
  if (
    /(?:[A-Za-z]\/|\b(?:v|ver|versions?|build|release|rev|revision|assembly|driver|firmware|chrome|upgrade(?:d)?(?: from| to)?|section|chapter|§|step|oid)["']?[ :=]{0,3}["']?)$/i.test(
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

/** Loopback, unspecified, masks, broadcast, metadata server, documentation (RFC 5737), resolvers that everybody asks. */
const HARMLESS_HOST =
  /^(?:127\.|0\.|255\.|169\.254\.169\.254$|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|8\.8\.(?:8\.8|4\.4)$|1\.1\.1\.1$|1\.0\.0\.1$)/;

/** Eight groups, or fewer around one `::`; times and hardware addresses have no such form. */
function isHostV6(text: string): boolean {
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (halves.length === 1 ? groups.length !== 8 : groups.length < 3 || groups.length > 7) return false;
  return !/^2001:0?db8:/i.test(text) && !/^fe80:/i.test(text);
}

/** A value that names one user: with digits, and no version, time, type or amount of them. */
function isId(secret: string, { whole, after }: Around): boolean {
  if (!/\d/.test(secret) || /^redacted/i.test(secret) || /^[([]/.test(after)) return false;
  if (
    /^\d{4}-\d\d-\d\d|^v?\d{1,3}\.\d|^(?:test|user|str|int|uuid|string|bigint|varchar|\w+_id)[_-]?\d{0,2}$/i.test(
      secret,
    )
  )
    return false;
  if (/^\d+(?:ms|s|kb|mb)$/i.test(secret)) return false;
  // Without `id` in its name a small number is an amount: `user: 2048`.
  if (!/id\b|_id|-id/i.test(whole) && /^\d{1,5}$/.test(secret)) return false;
  return !/^\d{1,3}$/.test(secret);
}

/** The check digit of ISO/IEC 7812-1. */
function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of digits.split('').reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length >= 13 && sum % 10 === 0;
}
