import type { Block } from './blocks';
import { blockAfter, replace, withoutLines } from './insert';
import { lineStart, type Range } from './lines';
import { contentOf, type Section } from './sections';
import { writeSection } from './sectionText';
import type { TextEdit } from './textEdit';

/** Makes a section say a text of the user's own, of one or more blocks, and nothing else. */
export function editContent(markdown: string, section: Section, text: string): TextEdit[] {
  const { heading } = section;
  const written = text && writeSection(text, heading.depth);
  const content = wholeLines(markdown, contentOf(section));
  if (!content) return written ? [blockAfter(markdown, heading.end, written)] : [];
  return [written ? replace(content, written) : withoutLines(markdown, content)];
}

function wholeLines(markdown: string, blocks: readonly Block[]): Range | undefined {
  const [first] = blocks;
  const last = blocks.at(-1);
  return first && last && { start: lineStart(markdown, first.start), end: last.end };
}
