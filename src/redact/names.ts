/** What people choose, so that a word may be one: with the word for it in the languages that settings and logs are written in. */
export const PASSWORD_NAMES =
  'pass(?:word|wd|phrase|code|wort)|(?<![A-Za-z0-9])pass|pwd|kennwort|contrase(?:ñ|n)a|mot[_-]de[_-]passe|mdp|senha|wachtwoord|lösenord|has(?:ł|l)o|пароль|密码|密碼|パスワード|비밀번호|비번';

/**
 * What the name of a secret ends in, in any case: `db_password`, `"clientSecret"`, `X-Api-Key`, `SMTP_PASS`. Keys are named one by
 * one, since most keys (primary, foreign, public, cache, sort) are no secrets.
 */
export const SECRET_NAMES =
  `${PASSWORD_NAMES}|secret|token|credentials?|` +
  '(?:api|app|application|access|account|admin|auth|client|consumer|deploy|encrypt|encryption|decryption|hmac|integration|jwt|license|master|private|secret|service|session|shared[_-]?access|shared|signature|signing|storage|subscription|webhook|write)[_-]?key|' +
  '(?:access|account|admin|api|auth|encryption|license|master|secret|secret access|signing|subscription|webhook)[ ]key|client[ ]secret|' +
  'private[_-]?key[_-]?id|instrumentation[_-]?key|sess(?:ion)?[_-]?id|session[_-]?token|connect\\.sid|otp|connection[_-]?string|auth[_-]?code';
