import * as vscode from 'vscode';
import type { Pattern } from '../logs/pattern';
import { redact } from '../redact/redact';
import { namesOf } from '../redact/rules';
import { patternMarkdown } from '../report/patternMarkdown';
import { report } from './command';
import { usableRules } from './redaction';

const ALL = 'Copy All of It';

/**
 * Copies an error as Markdown without the secrets and personal data in it, and says what was left out.
 * @param offer whether the user wants all of it after all
 * @throws UserError where a rule of the setting cannot be used: what it should find would pass
 */
export async function copyPattern(pattern: Pattern, offer: typeof offerAll = offerAll): Promise<void> {
  const rules = await usableRules();
  const [newest] = pattern.newest;
  const title = redact(pattern.title, rules);
  const text = redact(newest?.text ?? '', rules);
  const clean = {
    ...pattern,
    title: title.text,
    newest: newest ? [{ ...newest, text: text.text }] : [],
  };
  await vscode.env.clipboard.writeText(patternMarkdown(clean));
  const kinds = [...new Set([...title.found, ...text.found].map(({ kind }) => kind))];
  if (kinds.length === 0) {
    vscode.window.setStatusBarMessage('$(check) Copied the error as Markdown', 3000);
    return;
  }
  // The copy is done: nobody waits for the answer.
  void copyAllIfWanted(pattern, offer(kinds)).catch(report);
}

async function copyAllIfWanted(pattern: Pattern, wanted: Promise<boolean>): Promise<void> {
  if (await wanted) await vscode.env.clipboard.writeText(patternMarkdown(pattern));
}

async function offerAll(kinds: readonly string[]): Promise<boolean> {
  const names = [...new Set(kinds.map(namesOf))];
  const message = `Copied the error as Markdown. Left out: ${names.join(', ')}.`;
  return (await vscode.window.showInformationMessage(message, ALL)) === ALL;
}
