import { readRules } from '../redact/ownRules';
import { redact } from '../redact/redact';
import { setting } from './settings';

/** A text of a log or a terminal as a report may hold it. Rules of the setting that cannot be used are passed over. */
export function withoutSecrets(text: string): string {
  return redact(text, readRules(setting('redaction.rules')).rules).text;
}
