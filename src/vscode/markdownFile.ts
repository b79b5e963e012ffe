import type * as vscode from 'vscode';

/** Whether a document is Markdown, in whatever editor. */
export function isMarkdown({ uri, languageId }: vscode.TextDocument): boolean {
  return languageId === 'markdown' || uri.path.endsWith('.md');
}

/** Whether it is a file of Markdown, and no part of a diff or a preview. */
export function isMarkdownFile(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && isMarkdown(document);
}
