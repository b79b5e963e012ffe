import * as vscode from 'vscode';
import { FILE } from '../decisions/decisions';
import { UserError } from '../errors';

/** Where the text of the decisions is kept, as bytes, so that undoing a decision restores them all. */
export interface DecisionStore {
  /** As shown to the user. */
  readonly name: string;
  /** What a message about a decision says of where it stands. */
  readonly whereabouts: string;
  /** The file, where it is one. */
  readonly uri?: vscode.Uri;
  /** Undefined where nothing was decided yet. */
  read(): Promise<Uint8Array | undefined>;
  /** @throws UserError where it cannot be written to */
  write(bytes: Uint8Array | undefined): Promise<void>;
}

/** The file of the first workspace folder; without one, the memory of this window. */
export function openStore(memory: vscode.Memento): DecisionStore {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder ? fileStore(vscode.Uri.joinPath(folder.uri, FILE)) : memoryStore(memory);
}

function fileStore(uri: vscode.Uri): DecisionStore {
  return {
    name: FILE,
    whereabouts: `in ${FILE}, for everyone who has this repository`,
    uri,
    read: async () => {
      try {
        return await vscode.workspace.fs.readFile(uri);
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    write: async (bytes) => {
      refuseWhere(uri);
      try {
        if (bytes) await vscode.workspace.fs.writeFile(uri, bytes);
        else await vscode.workspace.fs.delete(uri);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new UserError(`${FILE} cannot be written: ${why}`, { cause });
      }
    },
  };
}

/** @throws UserError where writing the file would do harm */
function refuseWhere(uri: vscode.Uri): void {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(`This workspace is not trusted, so nothing is written to ${FILE}.`, {
      wayOut: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
    });
  }
  const isDirty = vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (!isDirty) return;
  throw new UserError(`${FILE} has changes that are not saved. Save it, and decide again.`, {
    wayOut: { title: 'Open It', command: 'vscode.open', arguments: [uri] },
  });
}

/** Without a folder there is no file to share. */
const MEMORY = 'fiveWhys.decisions';

function memoryStore(memory: vscode.Memento): DecisionStore {
  return {
    name: 'What was decided in this window',
    whereabouts: 'for this window alone, since no folder is open',
    read: () => {
      const text = memory.get<string>(MEMORY);
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
    },
    write: async (bytes) => {
      await memory.update(MEMORY, bytes && new TextDecoder().decode(bytes));
    },
  };
}
