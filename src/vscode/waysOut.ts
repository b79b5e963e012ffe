import * as vscode from 'vscode';
import { commandFor } from './command';
import type { PulledLogs } from './pulledLogs';

/** What can be done where a pull leaves nothing to be listed: a row of the list, which VS Code's own welcome view is not beside a message. */
export interface WayOut {
  readonly kind: 'wayOut';
  readonly icon: string;
  readonly command: vscode.Command;
}

/** Where the filter hides every pattern. */
export const CLEAR_FILTER: WayOut = {
  kind: 'wayOut',
  icon: 'clear-all',
  command: commandFor('Clear Filter', 'fiveWhys.clearFilter'),
};

/** Where there was no error in what was pulled. */
export function waysOut({ loadedFrom }: PulledLogs): WayOut[] {
  if (loadedFrom) {
    return [
      { kind: 'wayOut', icon: 'edit', command: commandFor('Edit Query', 'fiveWhys.cloud.editFilter') },
      { kind: 'wayOut', icon: 'history', command: commandFor('Load Older Logs', 'fiveWhys.cloud.loadOlder') },
      {
        kind: 'wayOut',
        icon: 'list-selection',
        command: commandFor('Choose Log Source…', 'fiveWhys.chooseSource'),
      },
    ];
  }
  return [
    {
      kind: 'wayOut',
      icon: 'folder-opened',
      command: commandFor('Open Another Log File…', 'fiveWhys.openLogFile'),
    },
    {
      kind: 'wayOut',
      icon: 'settings-gear',
      command: {
        title: 'Change the Minimum Severity',
        command: 'workbench.action.openSettings',
        arguments: ['fiveWhys.minimumSeverity'],
      },
    },
  ];
}
