import type { Around } from './rule';

/** What people write where a secret would be, and what this has replaced already. */
export function isPlaceholder(value: string): boolean {
  return (
    /^(?:\$|%\(|%[sdr@]|\{|<|\[|#\{|&|@|!)/.test(value) ||
    /^[*x•.…_-]{3,}|\*{3,}|\.\.\.|…|x{4,}$/i.test(value) ||
    /redacted|your[_-]|change[_-]?me|example|placeholder|dummy|sample|masked|hidden|removed|not[_-]?set|undefined|null\b|insert[_-]|replace[_-]/i.test(
      value,
    ) ||
    /^(?:test|fake|mock|none|true|false|string|str|required|optional|missing|invalid|expired|process\.env|os\.environ|env\.|settings\.|config\.|secrets?\.|vault:|sm:|arn:|projects\/|var\.|local\.|data\.)/i.test(
      value,
    ) ||
    /^[a-z][a-z0-9_-]*:(?:latest|\d{1,3})$/.test(value) // a version in a secret store
  );
}

/** Letters together with digits or with signs that no identifier has. */
export function isRandom(value: string): boolean {
  if (isPlaceholder(value)) return false;
  const text = value.replace(/[.:!?*]+$/, '');
  if (/^\d{4}-\d\d-\d\d/.test(text)) return false;
  return /[A-Za-z]/.test(text) && (/\d/.test(text) || /[!@#$%^&*+=~?]/.test(text)) && !isNumberedName(text);
}

/** `value2`, `userToken1`, `STEP_3`: a name with a digit behind it. */
function isNumberedName(text: string): boolean {
  return /^(?:[a-z_]{4,}|[a-z]{1,40}(?:[A-Z][a-z]{1,40}){1,20}|(?:[A-Z][a-z]{1,40}){1,20}|[A-Z_]{4,})\d$/.test(
    text,
  );
}

/** Letters in both cases and digits, at least 20, as a generator makes them: told without a name. */
export function isGenerated(value: string): boolean {
  return (
    value.length >= 20 &&
    isRandom(value) &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    (value.match(/\d/g)?.length ?? 0) >= (value.length < 30 ? 2 : 1)
  );
}

/** At least 128 bits as hexadecimal digits or as a UUID. */
export function isHexOrUuid(value: string): boolean {
  return /^(?:[0-9a-f]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(value);
}

/** A value with letters and digits or signs, that is no path, code, address or number. */
export function isSecretValue(secret: string, { before, after }: Around): boolean {
  if (isPlaceholder(secret) || before.endsWith('$') || /^[([]/.test(after)) return false;
  if (/^(?:\/|\.{1,2}\/|~\/|[a-z]+:\/\/)/i.test(secret)) return false;
  if (/^[\d.,:%+-]+(?:ms|s|m|h|d|kb|mb|gb|k)?$/i.test(secret)) return false; // an amount, a time
  if (/^[\w$]+(?:\.[A-Za-z_$]\w*)+[.:]?$/.test(secret) && !/\d{2}/.test(secret)) return false; // a member
  return isRandom(secret);
}

/** A password of letters alone, as people choose them; no type, state, label or variable that stands in such a place. */
export function isChosenWord(value: string): boolean {
  return (
    value.length >= 6 &&
    !isPlaceholder(value) &&
    !/^[/~.]|^[A-Z_]+$|^[a-z]{1,40}(?:[A-Z][a-z]{1,40}){1,20}$|^(?:[A-Z][a-z]{1,40}){1,20}$|[.:/\\]/.test(
      value,
    ) &&
    !/pass|pwd|kennwort|secret|token|user|form|value|input|field|param|arg|prompt|option|stdin|plain|hash|crypt/i.test(
      value,
    ) &&
    !/^(?:boolean|number|object|unknown|varchar|incorrect|correct|wrong|empty|reset|changed|updated|success|failed|failure|rotated|strict|strong|weak|unset|default|disabled|enabled|accepted|rejected|denied|length|mismatch|credentials|authentication|characters|needed|provided|stored|encoded|external|generate[sd]?|random|manual|policy|self|this|request|config|settings|yes|false)$/i.test(
      value,
    )
  );
}
