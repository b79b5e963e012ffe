import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Commands } from '../../src/commands';
import type { Settings } from '../../src/vscode/settings';

// The compiler keeps these two equal to the tables in src.
const COMMANDS: Record<keyof Commands, true> = {
  'fiveWhys.pullLogs': true,
  'fiveWhys.openLogFile': true,
  'fiveWhys.openSample': true,
  'fiveWhys.sortPatterns': true,
  'fiveWhys.filterPatterns': true,
  'fiveWhys.clearFilter': true,
  'fiveWhys.groupPatterns': true,
  'fiveWhys.showMuted': true,
  'fiveWhys.hideMuted': true,
  'fiveWhys.closeLogs': true,
  'fiveWhys.openPattern': true,
  'fiveWhys.copyPattern': true,
  'fiveWhys.showPattern': true,
  'fiveWhys.mergePatterns': true,
  'fiveWhys.splitPattern': true,
  'fiveWhys.mutePattern': true,
  'fiveWhys.unmutePattern': true,
  'fiveWhys.undoDecision': true,
  'fiveWhys.changeLogFormat': true,
  'fiveWhys.showUnreadable': true,
  'fiveWhys.openFrame': true,
  'fiveWhys.openAsDeployed': true,
  'fiveWhys.compareWithDeployed': true,
  'fiveWhys.showSuspectCommits': true,
  'fiveWhys.editPathMappings': true,
  'fiveWhys.newReport': true,
  'fiveWhys.openReport': true,
  'fiveWhys.openInEditor': true,
  'fiveWhys.openAsText': true,
  'fiveWhys.pinEvidence': true,
  'fiveWhys.pinTerminal': true,
  'fiveWhys.copyReport': true,
  'fiveWhys.openBeside': true,
  'fiveWhys.commitReport': true,
  'fiveWhys.cancelPull': true,
  'fiveWhys.chooseSource': true,
  'fiveWhys.cloud.connect': true,
  'fiveWhys.cloud.pullAnew': true,
  'fiveWhys.cloud.loadOlder': true,
  'fiveWhys.cloud.startTail': true,
  'fiveWhys.cloud.stopTail': true,
  'fiveWhys.cloud.editFilter': true,
  'fiveWhys.cloud.resetFilter': true,
  'fiveWhys.cloud.openExplorer': true,
  'fiveWhys.cloud.showAround': true,
  'fiveWhys.cloud.openAround': true,
  'fiveWhys.cloud.clearCache': true,
  'fiveWhys.cloud.runInTerminal': true,
  'fiveWhys.cloud.copyText': true,
  'fiveWhys.openWalkthrough': true,
  'fiveWhys.showOutput': true,
};
const SETTINGS: Record<keyof Settings, true> = {
  logFiles: true,
  sources: true,
  minimumSeverity: true,
  sourceCodeLens: true,
  'reports.folder': true,
  'reports.fileName': true,
  'reports.locations': true,
  checks: true,
  logRetentionDays: true,
  'redaction.rules': true,
};

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when?: string;
      readonly contents: string;
    }[];
    readonly customEditors: readonly { readonly viewType: string }[];
  };
}

describe('package.json', () => {
  const text = readFileSync('package.json', 'utf8');
  const { contributes } = JSON.parse(text) as Manifest;
  const source = readdirSync('src/vscode')
    .map((name) => readFileSync(`src/vscode/${name}`, 'utf8'))
    .join('\n');
  const literals = (pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1] ?? '').sort();

  it('declares the commands of the code', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.keys(COMMANDS).sort());
  });

  it('declares the settings of the code', () => {
    const names = Object.keys(contributes.configuration.properties).map((name) =>
      name.replace(/^fiveWhys\./, ''),
    );
    assert.deepEqual(names.sort(), Object.keys(SETTINGS).sort());
  });

  it('declares the views and editors of the code', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(views.map(({ id }) => id).sort(), literals(/createTreeView\('([^']+)'/g));
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType).sort(),
      literals(/_EDITOR = '([^']+)'/g),
    );
  });

  it('uses in its conditions only context keys that the code sets', () => {
    const conditions = [...Object.values(contributes.menus).flat(), ...contributes.viewsWelcome].map(
      ({ when }) => when ?? '',
    );
    const ids = new Set([
      ...Object.keys(COMMANDS),
      ...literals(/createTreeView\('([^']+)'/g),
      ...literals(/_EDITOR = '([^']+)'/g),
    ]);
    const used = conditions
      .flatMap((when) => when.match(/fiveWhys\.\w+/g) ?? [])
      .filter((key) => !ids.has(key));
    assert.deepEqual([...new Set(used)].sort(), [...new Set(literals(/setContext\('([^']+)'/g))].sort());
  });

  it('names commands and files that exist', () => {
    const commands = Object.values(contributes.menus)
      .flat()
      .map(({ command }) => command);
    const linked = [...text.matchAll(/\(command:(fiveWhys\.[\w.]+)\)/g)].map((match) => match[1] ?? '');
    const views = Object.values(contributes.views).flat();
    const known = new Set([...Object.keys(COMMANDS), ...views.map(({ id }) => `${id}.focus`)]); // VS Code's own
    for (const command of [...commands, ...linked]) assert.ok(known.has(command), command);
    for (const [, path = ''] of text.matchAll(/"(?:\.\/)?((?:media|schemas|syntaxes)\/[^"]+)"/g)) {
      assert.ok(existsSync(path), `${path} is missing`);
    }
  });
});
