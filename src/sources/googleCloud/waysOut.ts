import type { WayOut } from '../../errors';

/** The ways out of a failure, as commands of the extension. */
export const SIGN_IN: WayOut = signInWith('Sign In with gcloud', 'gcloud auth application-default login');

/** Puts a command line of gcloud into a terminal, where the user runs it. */
export function signInWith(title: string, commandLine: string): WayOut {
  return { title, command: 'fiveWhys.cloud.runInTerminal', arguments: [commandLine] };
}

export function copyText(title: string, text: string): WayOut {
  return { title, command: 'fiveWhys.cloud.copyText', arguments: [text] };
}

export function openUrl(title: string, url: string): WayOut {
  return { title, command: 'vscode.open', arguments: [url] };
}

export function chooseProject(label: string): WayOut {
  return { title: 'Choose Project…', command: 'fiveWhys.cloud.connect', arguments: [label] };
}

export function editSource(label: string): WayOut {
  return { title: 'Edit Source…', command: 'fiveWhys.cloud.connect', arguments: [label] };
}

export function editFilter(label: string): WayOut {
  return { title: 'Edit Filter…', command: 'fiveWhys.cloud.editFilter', arguments: [label] };
}

export function pullAgain(label: string): WayOut {
  return { title: 'Pull Again', command: 'fiveWhys.pullLogs', arguments: [label] };
}
