import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/**
 * The parser, with all that is not ours. It is a bundle of its own, loaded when the first report is read or written: most
 * windows never need it.
 */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The same, of blocks only: what is inside a paragraph is not parsed. */
export function parseBlocks(markdown: string): Root {
  return fromMarkdown(markdown, BLOCKS_ONLY);
}

/** Only blocks: inline Markdown is kept as it was written, and its parsing is not linear in hostile input. */
const { document, flow } = gfm();
const BLOCKS_ONLY = {
  extensions: [
    { ...(document && { document }), ...(flow && { flow }) },
    {
      disable: {
        null: [
          'attention',
          'autolink',
          'characterEscape',
          'characterReference',
          'codeText',
          'hardBreakEscape',
          'htmlText',
          'labelEnd',
          'labelStartImage',
          'labelStartLink',
        ],
      },
    },
  ],
  // What transforms looks for addresses in text, and leaves parts without a position.
  mdastExtensions: gfmFromMarkdown().filter(({ transforms }) => !transforms),
};
