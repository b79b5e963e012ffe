import { cleanCell, cleanText } from '../whys/clean';
import type {
  FollowUp,
  Listed,
  Plan,
  PlannedAction,
  ReportTable,
  Threshold,
  VerifyCommand,
} from '../whys/plan';
import type { Block } from './blocks';
import { labelAndText, plain } from './details';
import { labelledLines } from './labelled';
import { entriesOf, type Entry } from './entries';
import { withoutMarks } from './mark';
import { headingsAbove } from './headingsAbove';
import { actionsUnder, announcesActions, isOtherPart } from './plannedActions';
import type { Ranges } from './ranges';
import { cellsOf } from './readActions';
import { criteriaUnder } from './readCriteria';
import { beforeHeading, contentOf, headingText, sections, type Section } from './sections';
import { readSection } from './sectionText';

/** Reads what a report plans, checks and lists. What belongs to a problem's own actions is left to the problem. */
export function readPlan(markdown: string, { outline, problems }: Ranges): Plan {
  const { blocks } = outline;
  const inProblems = new Set(problems.flatMap(({ section }) => [section.heading, ...section.body]));
  const parts = sections(blocks).map((section): Part => {
    const above = headingsAbove(blocks, section.heading).filter((heading) => heading !== outline.title);
    const names = [...above, section.heading].map((heading) => headingText(markdown, heading));
    return {
      section,
      names,
      isTitle: section.heading === outline.title,
      isOfProblem: inProblems.has(section.heading) && !problems.some(({ implied }) => implied),
    };
  });
  const named = (name: RegExp) => textOf(markdown, blocks, parts, name);
  return {
    actions: parts.flatMap((part) => planned(markdown, part)),
    criteria: parts.flatMap(({ section, names }) =>
      criteriaUnder(markdown, section, names).map(({ criterion, whole }) => ({
        text: plain(criterion.text),
        isMet: criterion.isMet,
        at: whole,
      })),
    ),
    thresholds: parts.flatMap((part) => thresholds(markdown, part)),
    commands: parts.flatMap((part) => commands(markdown, part)),
    rollback: named(/\broll[ -]?back\b/i),
    monitoring: named(/\bmonitoring\b/i),
    escalation: named(/\bescalation\b/i),
    followUps: parts.flatMap((part) => followUps(markdown, part)),
    tables: blocks.flatMap((block) => reportTable(markdown, blocks, block) ?? []),
    components: parts.flatMap((part) => components(markdown, part)),
    endpoints: blocks.flatMap((block) => endpoints(markdown, block)),
  };
}

interface Part {
  readonly section: Section;
  /** Of the headings above it but for the title, outermost first, and its own. */
  readonly names: readonly string[];
  readonly isTitle: boolean;
  readonly isOfProblem: boolean;
}

function planned(markdown: string, { section, names, isTitle, isOfProblem }: Part): PlannedAction[] {
  if (isOfProblem || isTitle) return [];
  if (!names.some(announcesActions) || names.some(isOtherPart)) return [];
  return actionsUnder(markdown, section, names);
}

const ALERTS =
  /\b(?:alert(?:s|ing)?|thresholds?|slos?|schwellwerte?|schwellenwerte?|seuils?|umbrales?)\b|閾値|阈值/i;
const MONITORING = /\bmonitor\w*\b/i;
const COMPARISON =
  /(<=|>=|[<>≤≥]|\b(?:drops? below|falls? below|below|less than|under|exceeds?|above|more than|greater than|over|at least|at most)\b)\s{0,3}~?(\d[\d.,]*\s{0,2}(?:%|ms|s|sec|seconds|minutes|min|h|hours|per \w+|\/\w+)?)/i;

/** Items below a heading or a line that speaks of alerts; below one of monitoring those that compare with a number. */
function thresholds(markdown: string, { section, names }: Part): Threshold[] {
  const name = names.at(-1) ?? '';
  const blocks = beforeHeading(section.body);
  const isAlerts = ALERTS.test(name);
  const isMonitoring = names.some((other) => MONITORING.test(other));
  return blocks.flatMap((block, index) => {
    if (block.type === 'table' && (isAlerts || isMonitoring)) return thresholdRows(markdown, block);
    if (block.type !== 'list') return [];
    const before = blocks[index - 1];
    const caption = before?.type === 'paragraph' ? markdown.slice(before.start, before.end).slice(-200) : '';
    const isAnnounced = /[:：][*_]{0,3}$/.test(caption) && ALERTS.test(caption);
    if (!isAlerts && !isAnnounced && !isMonitoring) return [];
    return entriesOf(markdown, block).flatMap((entry) => threshold(entry, isAlerts || isAnnounced) ?? []);
  });
}

/** The rows of a table that compare with a number: what stands in their cells, one behind the other. */
function thresholdRows(markdown: string, { children }: Block): Threshold[] {
  const [header, ...rows] = children;
  const names = header ? cellsOf(markdown, header).map(({ start, end }) => markdown.slice(start, end)) : [];
  const severityAt = names.findIndex((name) => /severity|priority|level/i.test(name));
  return rows.flatMap((row) => {
    const cells = cellsOf(markdown, row).map(({ start, end }) => cleanCell(markdown.slice(start, end)));
    const severity = cells[severityAt] ?? '';
    const text = cells
      .filter((_, column) => column !== severityAt)
      .join(' ')
      .trim();
    const found = threshold({ text, content: row, at: row, isItem: false }, false);
    return found ? [{ ...found, severity: found.severity || severity }] : [];
  });
}

function threshold({ text, at }: Entry, takesAny: boolean): Threshold | undefined {
  const said = withoutMarks(text);
  const { label, text: behind } = labelAndText(said);
  const isSeverity = /^(?:critical|high|medium|low|warning|error|info|p\d|sev ?\d)$/i.test(label);
  const about = isSeverity ? behind : plain(said);
  const match = COMPARISON.exec(about);
  if (!match && !takesAny) return undefined;
  return {
    text: plain(said),
    metric: about.slice(0, match?.index ?? about.length).replace(/[\s:=-]+$/, ''),
    comparison: match ? signOf(match[1] ?? '') : '',
    value: match?.[2]?.trim() ?? '',
    severity: isSeverity ? label : '',
    at,
  };
}

function signOf(words: string): string {
  if (/^(?:<=|≤|at most)$/i.test(words)) return '≤';
  if (/^(?:>=|≥|at least)$/i.test(words)) return '≥';
  return /^(?:<|.*(?:below|less|under))/i.test(words) ? '<' : '>';
}

const VERIFYING = /\b(?:verif\w*|validat\w*|tests?|testing|health checks?)\b/i;

/** Blocks of code below a heading that verifies; a comment that begins with `Expected` says what must come out. */
function commands(markdown: string, { section, names }: Part): VerifyCommand[] {
  if (!names.some((name) => VERIFYING.test(name)) || announcesActions(names.at(-1) ?? '')) return [];
  const name = plain(withoutMarks(names.at(-1) ?? ''));
  return beforeHeading(section.body).flatMap((block) => {
    if (block.type !== 'code' || !block.value.trim()) return [];
    const expected =
      /^\s{0,8}(?:#|\/\/)\s{0,4}expected ?(?:result|output)?[:：] ?(.{1,400})$/im.exec(block.value)?.[1] ??
      '';
    return [{ name, command: block.value, expected: expected.trim(), at: block }];
  });
}

/** The section with that heading, else the paragraph with that label, as Markdown. */
function textOf(markdown: string, blocks: readonly Block[], parts: readonly Part[], name: RegExp): string {
  const part = parts.find(({ section, names }) => section.heading.depth > 1 && name.test(names.at(-1) ?? ''));
  if (part) {
    const content = contentOf(part.section);
    const [first] = content;
    const last = content.findLast(({ type }) => type !== 'thematicBreak');
    return first && last && last.end > first.start
      ? cleanText(readSection(markdown.slice(first.start, last.end)))
      : '';
  }
  for (const block of blocks) {
    if (block.type !== 'paragraph') continue;
    const line = labelledLines(markdown, block).find((labelled) => name.test(labelled.name));
    if (line) return cleanText(markdown.slice(line.text.start, line.text.end));
  }
  return '';
}

/** Dated sections below a heading of follow-ups. */
function followUps(markdown: string, { section, names }: Part): FollowUp[] {
  const [outer = '', own = ''] = names.slice(-2);
  const date = /\d{4}-\d{2}-\d{2}/.exec(own)?.[0];
  if (date === undefined || !/\bfollow-?ups?\b/i.test(outer)) return [];
  const text = contentOf(section)
    .map(({ start, end }) => markdown.slice(start, end))
    .join('\n\n');
  return [{ date, text: cleanText(text), at: section.heading }];
}

function reportTable(markdown: string, blocks: readonly Block[], table: Block): ReportTable | undefined {
  const [header, ...rows] = table.children;
  if (table.type !== 'table' || !header) return undefined;
  const heading = headingsAbove(blocks, table).at(-1);
  const cells = (row: Block) =>
    cellsOf(markdown, row).map(({ start, end }) => cleanCell(markdown.slice(start, end)));
  return {
    heading: heading ? headingText(markdown, heading) : '',
    columns: cells(header),
    rows: rows.map(cells),
    at: table,
  };
}

function components(markdown: string, { section, names }: Part): Listed[] {
  const isComponents =
    /\b(?:affected|impacted) (?:components?|files?|services?|systems?|modules?)\b|^\W*components?\W*$/i.test(
      names.at(-1) ?? '',
    );
  if (!isComponents) return [];
  return beforeHeading(section.body)
    .filter(({ type }) => type === 'list')
    .flatMap((list) => entriesOf(markdown, list).map(({ text, at }) => ({ text: plain(text), at })));
}

/** Items of a list that each begin with a route: `` `/api/stats` - … ``. */
function endpoints(markdown: string, list: Block): Listed[] {
  if (list.type !== 'list') return [];
  const entries = entriesOf(markdown, list);
  const routes = entries.flatMap(({ text, at }) => {
    const route =
      /^\W{0,3}`?(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WS) )?(\/[\w{}:.*/-]{1,200})`?(?=\s|$)/.exec(
        text,
      )?.[1];
    return route === undefined ? [] : [{ text: route, at }];
  });
  return routes.length >= 2 && routes.length === entries.length ? routes : [];
}
