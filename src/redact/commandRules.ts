import { PASSWORD_NAMES, SECRET_NAMES } from './names';
import type { Rule } from './rule';
import { isChosenWord, isGenerated, isHexOrUuid, isPlaceholder, isSecretValue } from './values';

/** Secrets among the arguments of a command, and in statements of SQL. */
export const COMMAND_RULES: readonly Rule[] = [
  argument(
    // `-u name:password` of the clients of HTTP
    /\b(?:curl|wget|httpie)\b[^\n|;]{0,200}? (?:-u|--user|--proxy-user|-U|-a|--auth)[ =]?["']?[^\s:"']{1,80}:(?<secret>[^\s"']{3,200})/,
  ),
  argument(
    /\b(?:docker login|podman login|helm registry login|oc login|az login|sshpass|twine upload|sqlcmd|bcp|mongo|mongosh|mongodump|mongorestore|mongoimport|ldapsearch|cqlsh|influx|snowsql|mosquitto_(?:pub|sub)|rabbitmqadmin)\b[^\n|;]{0,200}? (?:-p|-P|-w)[ =]?["']?(?<secret>[^\s"'-][^\s"']{2,200})/,
  ),
  // The clients of MySQL take the password without a space, or it is the name of the database.
  argument(
    /\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb)\b[^\n|;]{0,200}? -p["']?(?<secret>[^\s"'-][^\s"']{2,200})/,
  ),
  argument(/\bopenssl\b[^\n|;]{0,200}? (?:-k |-pass(?:in|out)? pass:)["']?(?<secret>[^\s"']{3,200})/),
  argument(/\bssh-keygen\b[^\n|;]{0,200}? -[NP][ ]?["']?(?<secret>[^\s"']{3,200})/),
  argument(/\bredis-(?:cli|benchmark)\b[^\n|;]{0,200}? -a[ ]["']?(?<secret>[^\s"']{3,200})/),
  argument(/\b(?:password|identified (?:with \S{1,60} )?by)[ ]{1,3}'(?<secret>[^'\s]{3,200})'/i),
  {
    kind: 'secret',
    name: 'a secret',
    pattern: new RegExp(
      `(?<![\\w-])--?[A-Za-z0-9-]{0,40}?(?:${SECRET_NAMES})[ \\t]{1,3}["']?(?<secret>[^\\s"'\`-][^\\s"'\`]{5,400})`,
      'dgi',
    ),
    accepts: (secret, around) =>
      isSecretValue(secret, around) || (CHOSEN.test(around.whole) && isChosenWord(secret)),
  },
  {
    kind: 'secret',
    name: 'a secret',
    pattern: /(?<![\w-])--?key[ =]["']?(?<secret>[\w+/=.~-]{20,400})/dg,
    accepts: (secret) => isGenerated(secret) || isHexOrUuid(secret),
  },
];

const CHOSEN = new RegExp(`(?:${PASSWORD_NAMES})[ \\t]`, 'i');

function argument(form: RegExp): Rule {
  return {
    kind: 'password',
    name: 'a password',
    pattern: new RegExp(form.source, `dg${form.flags}`),
    accepts: (secret) => !isPlaceholder(secret) && !/^(?:app|password|token)$/i.test(secret),
  };
}
