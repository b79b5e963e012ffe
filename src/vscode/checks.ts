import * as vscode from 'vscode';
import { hasWhys } from '../report/locations';
import { CHECK_IDS, type CheckId, type Finding, type Fix } from '../whys/finding';
import { report } from './command';
import { rangeIn, workspaceEdit } from './documentEdits';
import { isMarkdownFile } from './markdownFile';
import type { Redaction } from './redaction';
import type { ReportLocations } from './reportLocations';
import { onDidChangeSetting, setting } from './settings';

/** What is weak in the reports that are open: as problems of their Markdown with quick fixes, and for the Five Whys editor. */
export class ReportChecks implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection('five-whys-checks');
  private readonly checked = new WeakMap<vscode.TextDocument, Checked>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** Tells of a report whose findings are known now, or are others. */
  readonly onDidChange = this.changed.event;
  private readonly disposables: vscode.Disposable[];
  private waiting: NodeJS.Timeout | undefined;
  /** Counts what is not in a document and changes what is found in it. */
  private age = 0;
  private explanations: Promise<ReadonlyMap<string, vscode.Uri>> | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly locations: ReportLocations,
    private readonly redaction: Redaction,
  ) {
    const lookAnew = () => {
      this.age++;
      this.lookSoon();
    };
    this.disposables = [
      this.problems,
      this.changed,
      locations.onDidChange(lookAnew),
      redaction.onDidChange(lookAnew),
      onDidChangeSetting('checks', lookAnew),
      onDidChangeSetting('logRetentionDays', lookAnew),
      onDidChangeSetting('redaction.rules', lookAnew),
      vscode.workspace.onDidOpenTextDocument(() => this.lookSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isMarkdownFile(document)) this.lookSoon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.problems.delete(uri)),
    ];
    this.lookSoon();
  }

  /** What was found when the report was last checked, a moment after its last change; empty before. */
  of(document: vscode.TextDocument): readonly Finding[] {
    return this.checked.get(document)?.findings ?? [];
  }

  /** The same, where the report is still as it was then; empty where it has changed since. */
  ofNow(document: vscode.TextDocument): readonly Finding[] {
    const known = this.checked.get(document);
    return known?.version === document.version ? known.findings : [];
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const known = this.checked.get(document);
    if (known?.version !== document.version) return [];
    const actions = known.problems.flatMap(({ finding, diagnostic }) =>
      [finding, ...(finding.related ?? [])]
        .filter((place) => rangeIn(document, place).intersection(range))
        .map(({ fix }) => actionsFor(document, finding.id, fix, diagnostic)),
    );
    return (await Promise.all(actions)).flat();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.look().catch(report), TYPING_MS);
  }

  private async look(): Promise<void> {
    for (const document of vscode.workspace.textDocuments.filter(isMarkdownFile)) {
      const { version } = document;
      const { age } = this;
      const known = this.checked.get(document);
      if (known?.version === version && known.age === age) continue;
      const findings = await this.find(document);
      const explanations = await this.explained();
      if (document.isClosed || document.version !== version || this.age !== age) continue;
      const problems = findings.map((finding) => ({
        finding,
        diagnostic: problemOf(document, finding, explanations),
      }));
      this.checked.set(document, { version, age, findings, problems });
      this.problems.set(
        document.uri,
        problems.map(({ diagnostic }) => diagnostic),
      );
      this.changed.fire(document);
    }
  }

  private async find(document: vscode.TextDocument): Promise<readonly Finding[]> {
    const text = document.getText();
    if (!document.uri.path.endsWith('.whys.md') && !hasWhys(text)) return [];
    const { checkReport } = await import('../checks/checkReport');
    const locations = await this.locations.of(document);
    const facts = {
      now: new Date().toISOString(),
      retentionDays: setting('logRetentionDays', document.uri),
      badLocations: locations.flatMap(({ location: { start, end }, stale }) =>
        stale
          ? [
              {
                start,
                end,
                message: stale.why,
                severity: stale.what === 'broken' ? ('warning' as const) : ('information' as const),
                ...(stale.fix ? { fix: stale.fix } : {}),
              },
            ]
          : [],
      ),
      secrets: await this.redaction.undecided(document),
    };
    const switches = setting('checks', document.uri);
    const off = new Set(CHECK_IDS.filter((id) => switches[id] === false));
    const { readReport } = await import('./readReport');
    return checkReport(document.getText(), facts, off, readReport(document));
  }

  /** Where CHECKS.md explains each check. */
  private explained(): Promise<ReadonlyMap<string, vscode.Uri>> {
    this.explanations ??= explanationsIn(vscode.Uri.joinPath(this.extension, 'CHECKS.md'));
    return this.explanations;
  }
}

/** After the last key, before the problems follow. */
const TYPING_MS = 300;

interface Checked {
  readonly version: number;
  readonly age: number;
  readonly findings: readonly Finding[];
  readonly problems: readonly { readonly finding: Finding; readonly diagnostic: vscode.Diagnostic }[];
}

function problemOf(
  document: vscode.TextDocument,
  { id, severity, message, start, end, related = [] }: Finding,
  explanations: ReadonlyMap<string, vscode.Uri>,
): vscode.Diagnostic {
  const range = rangeIn(document, { start, end });
  const level = vscode.DiagnosticSeverity[severity === 'warning' ? 'Warning' : 'Information'];
  const problem = new vscode.Diagnostic(range, message, level);
  problem.source = 'Five Whys';
  problem.relatedInformation = related.map(
    (place) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(document.uri, rangeIn(document, place)),
        place.message,
      ),
  );
  const target = explanations.get(id);
  problem.code = target ? { value: id, target } : id;
  return problem;
}

async function actionsFor(
  document: vscode.TextDocument,
  id: CheckId,
  mend: Fix | undefined,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const fix = await fixOf(document, mend);
  const off = new vscode.CodeAction(`Turn off the check ${id}…`, vscode.CodeActionKind.QuickFix);
  off.diagnostics = [diagnostic];
  off.command = {
    title: 'Open Settings',
    command: 'workbench.action.openSettings',
    arguments: ['fiveWhys.checks'],
  };
  if (fix) {
    fix.diagnostics = [diagnostic];
    fix.isPreferred = id === 'location';
  }
  return fix ? [fix, off] : [off];
}

async function fixOf(
  document: vscode.TextDocument,
  fix: Fix | undefined,
): Promise<vscode.CodeAction | undefined> {
  if (!fix) return undefined;
  const { edit } = await import('../report/edit');
  const edits = 'edits' in fix ? fix.edits : edit(document.getText(), fix.change);
  if (edits.length === 0) return undefined;
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = workspaceEdit(document, edits);
  return action;
}

/** The sections of CHECKS.md by the checks that they explain. */
async function explanationsIn(page: vscode.Uri): Promise<ReadonlyMap<string, vscode.Uri>> {
  const lines = new TextDecoder().decode(await vscode.workspace.fs.readFile(page)).split(/\r?\n/);
  const ids = new Set<string>(CHECK_IDS satisfies readonly CheckId[]);
  return new Map(
    lines.flatMap((line, index) => {
      const name = line.slice('## '.length);
      return line.startsWith('## ') && ids.has(name)
        ? [[name, page.with({ fragment: `L${index + 1}` })] as const]
        : [];
    }),
  );
}
