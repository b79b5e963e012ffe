import type { Around, Rule } from './rule';

/** Numbers that people are known or paid by. */
export const NUMBER_RULES: readonly Rule[] = [
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
