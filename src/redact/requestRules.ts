import { PASSWORD_NAMES, SECRET_NAMES } from './names';
import type { Rule } from './rule';
import { isGenerated, isHexOrUuid, isPlaceholder, isRandom } from './values';

/** Secrets of requests: in their headers, in the parts of an address, as a pair of a name and a password. */
export const REQUEST_RULES: readonly Rule[] = [
  {
    kind: 'cookie',
    name: 'a cookie',
    // The header up to the end of its line or of the string that it stands in.
    pattern:
      /\b(?:set-)?cookie\\?["']?[ \t]{0,3}:[ \t]{0,3}\[?\\?["']?(?<secret>[\w.%-]{1,100}=[^\s"',;\\]{4,4000}(?:; ?[^\n"';\\]{1,4000}){0,50})/dgi,
  },
  {
    kind: 'cookie',
    name: 'a cookie',
    pattern:
      /(?<![\w-])(?:-b|--cookie)[ =]["']?(?<secret>[\w.%-]{1,100}=[^\s"']{6,4000}(?:; ?[^\s"';]{1,4000}){0,50})/dg,
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern: /\b(?:bearer|basic)(?:[ \t]{1,3}|%20)(?<secret>[A-Za-z0-9._~+/=-]{12,4000})/dgi,
    accepts: (secret) => (/\d/.test(secret) || secret.endsWith('=')) && !isPlaceholder(secret),
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern:
      /\b(?:proxy-)?authorization\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\[?\\?["']?(?:(?:token|apikey|api-key|key|digest|aws4-hmac-sha256|negotiate|sharedkey|splunk|genie) )?(?<secret>[A-Za-z0-9._~+/=:-]{16,4000})/dgi,
    accepts: (secret) => /\d/.test(secret) && !isPlaceholder(secret),
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern: /["']_?auth["'][ \t]{0,3}:[ \t]{0,3}["'](?<secret>[A-Za-z0-9+/=_-]{16,4000})["']/dg,
    accepts: isRandom,
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern: /(?<!\w)(?:_auth ?= ?|(?:x-(?:amz|goog)-)?signature=)(?<secret>[A-Za-z0-9+/=_-]{32,4000})/dgi,
    accepts: isRandom,
  },
  {
    kind: 'password',
    name: 'a password',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:@/"'`<>]{0,100}:(?<secret>[^\s"'`<>]{1,200})@/dgi,
    accepts: (secret, { whole }) =>
      !isPlaceholder(secret) &&
      !/^\d{1,5}(?:[/?#]|$)/.test(secret) && // the port of an address that has no user
      !/\/user(?:name)?:pass(?:word|wd)?@/i.test(whole),
  },
  {
    kind: 'token',
    name: 'a token in an address',
    // In the place of a user, as Sentry and the forges take it.
    pattern: /\bhttps?:\/\/(?<secret>[\w-]{20,200})@/dg,
    accepts: (secret) => isGenerated(secret) || isHexOrUuid(secret),
  },
  {
    kind: 'authorization',
    name: 'the credentials of a request',
    pattern: /\bDigest [^\n]{0,400}?\bresponse="(?<secret>[0-9a-f]{32,64})"/dg,
  },
  {
    kind: 'password',
    name: 'a password',
    pattern: /\bjdbc:oracle:\w{1,20}:\w{1,60}\/(?<secret>[^\s"'`<>]{1,200}?)@/dgi,
    accepts: (secret) => !isPlaceholder(secret),
  },
  {
    kind: 'token',
    name: 'a token in an address',
    pattern: new RegExp(
      `[?&;](?:[\\w.-]{0,40}?(?:${SECRET_NAMES})|key|sig|hmac|jwt|code|appid|app_id|ticket|signature|x-amz-signature|x-goog-signature|session)=(?<secret>[^\\s&#"'\`<>()[\\]|]{4,4000})`,
      'dgi',
    ),
    accepts: (secret, { whole }) =>
      (secret.length >= 8 || new RegExp(`(?:${PASSWORD_NAMES})=`, 'i').test(whole)) && isRandom(secret),
  },
  {
    kind: 'session',
    name: 'the id of a session',
    pattern:
      /(?<![A-Za-z0-9_-])(?:session|sess|sid|ssid)\\?["']?(?: ?[:=] ?| )\\?["']?(?<secret>[\w.%+/=-]{16,4000})/dgi,
    accepts: (secret) => isGenerated(secret) || isHexOrUuid(secret),
  },
  {
    kind: 'password',
    name: 'a password',
    // Name and password as a pair: `auth=('svc', '…')`, `basic auth svc:…`, `credentials svc / …`.
    pattern: /\bauth=\(["'][^"'\n]{1,80}["'], {0,3}["'](?<secret>[^"'\n]{3,200})["']/dg,
    accepts: (secret) => !isPlaceholder(secret),
  },
  {
    kind: 'password',
    name: 'a password',
    pattern:
      /\b(?:basic auth|credentials|creds|log(?:ged)? ?in(?: as| with)?)[ :]{1,3}["'`]?[\w.@-]{2,40} ?(?:\/|:) ?(?<secret>[^\s"'`,;()/]{6,200})/dgi,
    accepts: (secret, { whole }) =>
      isRandom(secret) && (!whole.includes('/') || (/\d/.test(secret) && /[!@#$%^&*?~]/.test(secret))),
  },
  {
    kind: 'password',
    name: 'a password',
    pattern: /\bAUTH[ ](?:\w{1,40}[ ])?["']?(?<secret>[^\s"'`,;()]{16,400})/dg,
    accepts: isGenerated,
  },
];
