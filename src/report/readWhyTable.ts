import { cleanCell } from '../whys/clean';
import {
  isQuestionName,
  isRootCauseName,
  isWhyName,
  partKind,
  readWhyName,
  startsWithWhy,
} from '../whys/words';
import type { Block } from './blocks';
import type { FoundChain, FoundWhy } from './otherWhy';
import type { EvidenceSlot, Slot } from './ranges';
import { cellsOf } from './readActions';
import type { Range } from './lines';
import { whyHeadAt } from './whyLabel';
import { slotOf } from './whyParts';

/** Which column holds what, from 0. */
interface Columns {
  readonly number: number;
  readonly question: number;
  readonly answer: number;
  readonly evidence: number;
}

/**
 * A table with a row for each why: a column of questions, or of names such as `Why 1`, and one of answers. A row may name the
 * root cause.
 * @param announced whether it stands right below a heading of five whys
 */
export function readWhyTable(markdown: string, table: Block, announced: boolean): FoundChain | undefined {
  const [header, ...rows] = table.children;
  if (!header || rows.length === 0) return undefined;
  const across = readAcross(markdown, table, header, rows);
  if (across) return across;
  const isCause = (row: Block) => isRootCauseRow(markdown, row);
  const asking = rows.filter((row) => !isCause(row));
  const columns = columnsOf(markdown, header, asking, announced);
  if (!columns || asking.length === 0) return undefined;
  return {
    whole: table,
    whys: asking.map((row) => readRow(markdown, row, columns)),
    rootCauses: rows.filter(isCause).flatMap((row) => rootCauseIn(markdown, row) ?? []),
  };
}

/** A table with a column for each why, `| | Why 1 | Why 2 |`, and a row for each of what is said of them. */
function readAcross(
  markdown: string,
  table: Block,
  header: Block,
  rows: readonly Block[],
): FoundChain | undefined {
  const [, ...heads] = cellsOf(markdown, header).map((cell) => readWhyName(plainCell(markdown, cell)));
  if (heads.length < 2 || heads.includes(undefined)) return undefined;
  const kinds = rows.map((row) => {
    const [first, ...cells] = cellsOf(markdown, row);
    return { kind: first && partKind(plainCell(markdown, first).replace(/[:：]$/, '')), cells };
  });
  const rowOf = (...wanted: readonly unknown[]) =>
    kinds.find(({ kind }) => wanted.includes(kind))?.cells ?? [];
  const [questions, answers, evidence] = [rowOf('question'), rowOf('answer', 'cause'), rowOf('evidence')];
  if (questions.length + answers.length === 0) return undefined;
  const whys = heads.map((name, column): FoundWhy => {
    const proof = cellSlot(markdown, evidence[column]);
    return {
      named: name && { label: name.label, and: name.and },
      question: cellSlot(markdown, questions[column]),
      answer: cellSlot(markdown, answers[column]),
      evidence: proof ? [evidenceOf(proof)] : [],
      whole: table,
    };
  });
  return { whole: table, whys, rootCauses: [] };
}

/** Whether the first cell that says something names the root cause: `| **Root cause** | … |`. */
function isRootCauseRow(markdown: string, row: Block): boolean {
  return cellsOf(markdown, row)
    .slice(0, 2)
    .some((cell) => namesCause(markdown, cell));
}

function namesCause(markdown: string, cell: Range): boolean {
  const name = plainCell(markdown, cell).replace(/[:：]$/, '');
  return isRootCauseName(name) || name === 'RC';
}

function rootCauseIn(markdown: string, row: Block): Slot | undefined {
  const cells = cellsOf(markdown, row);
  const name = cells.findIndex((cell) => namesCause(markdown, cell));
  return cells.slice(name + 1).flatMap((cell) => cellSlot(markdown, cell) ?? [])[0];
}

function columnsOf(
  markdown: string,
  header: Block,
  rows: readonly Block[],
  announced: boolean,
): Columns | undefined {
  const names = cellsOf(markdown, header).map((cell) => plainCell(markdown, cell));
  const cells = rows.map((row) => cellsOf(markdown, row));
  const isNamed = (column: number) =>
    cells.every((row) => {
      const cell = row[column];
      return (
        cell &&
        /^(?:\d{1,2}[.)]?|.{0,80})$/.test(plainCell(markdown, cell)) &&
        isName(plainCell(markdown, cell))
      );
    });
  const number = names.findIndex((_, column) => isNamed(column));
  const questions = names.flatMap((name, column) =>
    isQuestionName(name) && column !== number ? [column] : [],
  );
  const kinds = names.map((name) => partKind(name));
  const answer = kinds.findIndex((kind, column) => kind === 'answer' && column !== number);
  const cause = kinds.findIndex((kind) => kind === 'cause' || kind === 'root cause');
  const evidence = kinds.findIndex((kind) => kind === 'evidence');
  const said = answer >= 0 ? answer : cause;
  const question = questions[0] ?? -1;
  if (question >= 0 && said >= 0) return { number, question, answer: said, evidence };
  // A column of names alone makes it one of whys; the next column says what each is about.
  const isWhys = number >= 0 && cells.every((row) => isWhyCell(markdown, row[number]));
  if (isWhys || isQuestionName(names[number] ?? '')) {
    const rest = names.flatMap((_, column) => (column === number || column === evidence ? [] : [column]));
    return {
      number,
      question: question >= 0 ? question : (rest[rest.length > 1 ? 0 : 9] ?? -1),
      answer: said >= 0 ? said : (rest[rest.length > 1 ? 1 : 0] ?? -1),
      evidence,
    };
  }
  const asks = cells.every((row) => {
    const cell = row[question];
    return cell !== undefined && startsWithWhy(plainCell(markdown, cell));
  });
  return question >= 0 && names.length > 1 && (announced || asks)
    ? { number, question, answer: names.findIndex((_, column) => column > question), evidence }
    : undefined;
}

/** Whether a cell only names or numbers its row. */
function isName(text: string): boolean {
  return /^#?\d{1,2}[.)]?$/.test(text) || isWhyName(text.replace(/[?:.]$/, ''));
}

function isWhyCell(markdown: string, cell: Range | undefined): boolean {
  return cell !== undefined && isWhyName(plainCell(markdown, cell).replace(/[?:.]$/, ''));
}

function readRow(markdown: string, row: Block, columns: Columns): FoundWhy {
  const cells = cellsOf(markdown, row);
  const name = cells[columns.number];
  const named = name && readWhyName(plainCell(markdown, name));
  const evidence = cellSlot(markdown, cells[columns.evidence]);
  const question = cellSlot(markdown, cells[columns.question]);
  const head = question && whyHeadAt(markdown, question.range);
  return {
    named: head?.why ?? (named && { label: named.label, and: named.and }),
    question: head ? slotOf(markdown, head.text) : question,
    answer: cellSlot(markdown, cells[columns.answer]),
    evidence: evidence ? [evidenceOf(evidence)] : [],
    whole: row,
  };
}

function evidenceOf({ range, text }: Slot): EvidenceSlot {
  return { whole: range, evidence: { kind: 'note', text }, footnote: undefined };
}

/** What a cell says; a dash says nothing. */
function cellSlot(markdown: string, cell: Range | undefined): Slot | undefined {
  if (!cell) return undefined;
  const raw = markdown.slice(cell.start, cell.end);
  const text = cleanCell(raw);
  if (!text || /^(?:[-–—]+|n\/a|tbd)$/i.test(text)) return undefined;
  const start = cell.start + raw.length - raw.trimStart().length;
  return { range: { start, end: start + raw.trim().length }, text };
}

function plainCell(markdown: string, { start, end }: Range): string {
  return markdown.slice(start, end).replace(/[*_`]/g, '').trim();
}
