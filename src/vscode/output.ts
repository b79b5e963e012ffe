import * as vscode from 'vscode';

/** The "Five Whys" output channel: what was done and what went wrong, for whoever has to find out. */
export const output = vscode.window.createOutputChannel('Five Whys', { log: true });
