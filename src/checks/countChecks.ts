import type { Block } from '../report/blocks';
import { linesIn } from '../report/lines';
import { headingText } from '../report/sections';
import type { Check, CheckedReport, Weakness } from './checked';

/** The checks that add up what a report counts. */
export const COUNT_CHECKS: readonly Check[] = [
  {
    id: 'contradicting-counts',
    severity: 'warning',
    find: (report) => [...statedCounts(report), ...totals(report)],
  },
  {
    id: 'shares-over-100',
    severity: 'warning',
    find: (report) => [...listedShares(report), ...tabledShares(report)],
  },
];

/** `14 unique critical error patterns`: how many, and of what. Each word between is bounded, and so is their number. */
const STATED =
  /(?<![\w.,:#$-])(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\*{0,2}(?:[ -](?!and\b|of\b|or\b|in\b|for\b|to\b)[a-z0-9-]{2,20}){0,4}?[ -](patterns|problems|issues|findings|incidents|categories|root causes)\b/gi;
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A count in what stands before the first problem, against the problems or the headings that are numbered so. */
function statedCounts(report: CheckedReport): Weakness[] {
  const { markdown, reading } = report;
  const { outline, problems } = reading.ranges;
  const end = Math.min(
    ...problems.filter(({ implied }) => !implied).map(({ section }) => section.heading.start),
  );
  if (!Number.isFinite(end)) return [];
  return outline.blocks
    .filter(({ type, end: last }) => (type === 'paragraph' || type === 'list') && last <= end)
    .flatMap((block) => linesIn(markdown, block))
    .flatMap((line) => {
      const text = markdown.slice(line.start, line.end);
      return [...text.matchAll(STATED)].flatMap((match): Weakness[] => {
        const [whole, number = '', noun = ''] = match;
        const stated = numberOf(number);
        const listed = listedOf(report, noun.toLowerCase());
        if (listed < 2 || stated === listed || saysNumber(text, listed)) return [];
        if (ABOUT.test(text.slice(0, match.index))) return [];
        const start = line.start + match.index;
        return [
          {
            start,
            end: start + whole.length,
            message: `This says ${stated} ${noun.toLowerCase()}, but ${listed} are listed below.`,
            fix: {
              title: `Change it to ${written(listed, number)}`,
              edits: [{ start, end: start + number.length, text: written(listed, number) }],
            },
          },
        ];
      });
    });
}

/** Words before a number that make it no count of what is listed. */
const ABOUT =
  /\b(?:top|first|last|other|at least|at most|more than|over|about|another|the remaining|of the|previous|closed|version|week|than)\W{0,4}$/i;

/** How many are listed: headings that carry the noun and a number, else the problems. */
function listedOf({ markdown, analysis, reading }: CheckedReport, noun: string): number {
  const singular = noun === 'categories' ? 'category' : noun.replace(/s$/, '');
  const numbered = new RegExp(`\\b${singular} ?#?(\\d{1,3})\\b`, 'i');
  const numbers = reading.ranges.outline.blocks.flatMap((block: Block) =>
    block.type === 'heading' ? (numbered.exec(headingText(markdown, block))?.[1] ?? []) : [],
  );
  if (numbers.length > 0) return new Set(numbers).size;
  return /^(?:patterns|problems|issues|findings|incidents)$/.test(noun) ? analysis.problems.length : 0;
}

/** A number as that one is written: in digits, or as a word, with its capital. */
function written(count: number, like: string): string {
  const word = /^\d/.test(like) ? undefined : NUMBERS[count];
  if (word === undefined) return String(count);
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function numberOf(text: string): number {
  const word = NUMBERS.indexOf(text.toLowerCase());
  return word >= 0 ? word : Number(text);
}

function saysNumber(text: string, number: number): boolean {
  const word = NUMBERS[number];
  return new RegExp(`(?<![\\d.])(?:${number}${word ? `|${word}` : ''})(?![\\d.]\\d|\\d|%)`, 'i').test(text);
}

/** A row that is called a total, against the sum of the rows above it. */
function totals({ plan }: CheckedReport): Weakness[] {
  return plan.tables.flatMap(({ columns, rows, at }) => {
    const index = rows.findIndex(([first = '']) => /^\W{0,4}(?:grand )?total\W{0,4}$/i.test(first));
    const above = rows.slice(0, index);
    if (index < 2) return [];
    return columns.flatMap((name, column): Weakness[] => {
      const stated = wholeNumber(rows[index]?.[column]);
      const parts = above.map((row) => wholeNumber(row[column]));
      const sum = parts.reduce<number | undefined>(
        (before, part) => (before === undefined || part === undefined ? undefined : before + part),
        0,
      );
      if (column === 0 || stated === undefined || sum === undefined || stated === sum) return [];
      return [
        {
          start: at.start,
          end: at.end,
          message: `The total of ${name || 'a column'} is ${stated}, but its rows add up to ${sum}.`,
        },
      ];
    });
  });
}

function wholeNumber(cell = ''): number | undefined {
  const plain = cell.replace(/[*_`\s]/g, '');
  if (!/^\d{1,3}(?:,\d{3}){1,4}$|^\d{1,12}$/.test(plain)) return undefined;
  return Number(plain.replaceAll(',', ''));
}

const SHARE = /(?<![\w.])(\d{1,3}(?:\.\d{1,3})?) ?%\*{0,2} of (?:all |the |our |total ){0,2}([a-z]{3,20})/gi;

/** The shares of one thing in one list. */
function listedShares({ markdown, reading }: CheckedReport): Weakness[] {
  return reading.ranges.outline.blocks
    .filter(({ type }) => type === 'list')
    .flatMap((list) => {
      const shares = new Map<string, { sum: number; count: number; start: number; end: number }>();
      for (const item of list.children) {
        const match = SHARE.exec(markdown.slice(item.start, item.end).slice(0, LONGEST_ITEM));
        SHARE.lastIndex = 0;
        if (!match) continue;
        const [whole, number = '', noun = ''] = match;
        const start = item.start + match.index;
        const share = shares.get(noun.toLowerCase()) ?? { sum: 0, count: 0, start, end: start };
        share.sum += Number(number);
        share.count++;
        share.end = start + whole.length;
        shares.set(noun.toLowerCase(), share);
      }
      return [...shares].flatMap(([noun, { sum, count, start, end }]) =>
        count > 1 && sum > 100.5
          ? [
              {
                start,
                end,
                message: `These shares of ${noun} add up to ${rounded(sum)} %. Do they overlap? Then say so.`,
              },
            ]
          : [],
      );
    });
}

const LONGEST_ITEM = 2000;

/** A column of shares. */
function tabledShares({ plan }: CheckedReport): Weakness[] {
  return plan.tables.flatMap(({ columns, rows, at }) =>
    columns.flatMap((name, column): Weakness[] => {
      if (!/^\W{0,4}(?:share|percent(?:age)?|%)(?:\W| of\b|$)/i.test(name)) return [];
      const listed = rows.filter(([first = '']) => !/\btotal\b/i.test(first));
      const shares = listed.map((row) => /^\W{0,4}(\d{1,3}(?:\.\d{1,3})?) ?%/.exec(row[column] ?? '')?.[1]);
      const sum = shares.reduce((before, share) => before + Number(share ?? 0), 0);
      if (shares.length < 2 || shares.includes(undefined) || sum <= 100.5) return [];
      return [
        { start: at.start, end: at.end, message: `The shares in ${name} add up to ${rounded(sum)} %.` },
      ];
    }),
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
