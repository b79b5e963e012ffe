import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../errors';
import type { OwnRules } from '../redact/ownRules';
import type { Found } from '../redact/redact';
import type { ReviewDocuments } from './reviewDocuments';
import { setting } from './settings';

const KEPT = 'keptTexts';

/** What becomes of secrets and personal data in reports. What the user decides to keep in a report is kept in that report. */
export class Redaction implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  /** @param ask which of the texts are to be replaced; undefined for none and no commit either */
  constructor(
    private readonly memory: vscode.Memento,
    private readonly ask: typeof askInList = askInList,
  ) {}

  /** What was found in the report, but for what the user keeps. Rules of the setting that cannot be used are passed over. */
  async undecided(document: vscode.TextDocument): Promise<readonly Found[]> {
    const { findSecrets } = await import('../redact/redact');
    const { rules } = await ownRules(document.uri);
    const kept = new Set(this.keptIn(document.uri));
    return findSecrets(document.getText(), rules).filter((found) => !kept.has(fingerprint(found)));
  }

  /**
   * Shows what was found beside its replacements, and asks once for each different text.
   * @returns what is to be replaced in the document as it is then; undefined when the user changed their mind
   * @throws UserError where a rule of the setting cannot be used
   */
  async decide(
    document: vscode.TextDocument,
    review: Pick<ReviewDocuments, 'show' | 'close'>,
  ): Promise<readonly Found[] | undefined> {
    await usableRules(document.uri);
    const found = await this.undecided(document);
    if (found.length === 0) return [];
    const { replaceFound } = await import('../redact/redact');
    const text = document.getText();
    await review.show(document.uri, text, replaceFound(text, found), 'as it is ↔ without secrets');
    const replaced = await this.ask(document, found);
    await review.close();
    if (!replaced) return undefined;
    const texts = new Set(replaced.map(fingerprint));
    await this.keep(
      document.uri,
      found.filter((each) => !texts.has(fingerprint(each))),
    );
    return this.undecided(document);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private keptIn(report: vscode.Uri): readonly string[] {
    return this.memory.get<Readonly<Record<string, readonly string[]>>>(KEPT, {})[report.toString()] ?? [];
  }

  private async keep(report: vscode.Uri, found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    const all = this.memory.get<Readonly<Record<string, readonly string[]>>>(KEPT, {});
    const kept = [...new Set([...this.keptIn(report), ...found.map(fingerprint)])];
    await this.memory.update(KEPT, { ...all, [report.toString()]: kept });
    this.changed.fire();
  }
}

/**
 * The rules of the setting.
 * @throws UserError where one cannot be used: what it should find would pass
 */
export async function usableRules(scope?: vscode.Uri): Promise<OwnRules['rules']> {
  const { rules, errors } = await ownRules(scope);
  if (errors.length > 0) throw new UserError(errors.join(' '), { wayOut: OPEN_RULES });
  return rules;
}

/** The rules of the setting, and what is wrong with some of them. */
async function ownRules(scope?: vscode.Uri): Promise<OwnRules> {
  const { readRules } = await import('../redact/ownRules');
  return readRules(setting('redaction.rules', scope));
}

const OPEN_RULES = {
  title: 'Open Settings',
  command: 'workbench.action.openSettings',
  arguments: ['fiveWhys.redaction.rules'],
};

/** Of what is kept only this is remembered. */
function fingerprint({ kind, text }: Found): string {
  return createHash('sha256').update(`${kind}\n${text}`).digest('hex').slice(0, 32);
}

/** Lists each different text once, ticked: what stays ticked is replaced wherever it stands. */
async function askInList(
  document: vscode.TextDocument,
  found: readonly Found[],
): Promise<readonly Found[] | undefined> {
  const { namesOf } = await import('../redact/rules');
  const places = new Map<string, Found[]>();
  for (const each of found) {
    const known = places.get(fingerprint(each));
    if (known) known.push(each);
    else places.set(fingerprint(each), [each]);
  }
  const items = [...places.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const lines = same.map(({ start }) => document.positionAt(start).line + 1);
    return {
      label: namesOf(first.kind),
      description: `line ${[...new Set(lines)].join(', ')}`,
      detail: `${shortened(first.text)} → ${first.replacement}`,
      found: first,
    };
  });
  return (await chosenOf(items))?.map((item) => item.found);
}

/**
 * Those of some items that stay ticked. The list is there with its ticks from the start: `showQuickPick` fills it a moment
 * later, and an Enter that comes before would stand for none of them.
 */
async function chosenOf<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
): Promise<readonly Item[] | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  list.title = 'Secrets and Personal Data in the Report';
  list.placeholder = 'What is ticked is replaced; the rest stays and is not asked again.';
  list.canSelectMany = true;
  list.ignoreFocusOut = true;
  list.matchOnDetail = true;
  list.items = items;
  list.selectedItems = items;
  try {
    return await new Promise((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems));
      list.onDidHide(() => resolve(undefined));
      list.show();
    });
  } finally {
    list.dispose();
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 60)}…` : line;
}
