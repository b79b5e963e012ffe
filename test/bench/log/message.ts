import type { Random } from './random';
import { nth, NOUNS, VERBS } from './words';

/** Writes a message anew at each occurrence of its error: the same words, other ids, times and addresses. */
export type Message = (random: Random) => string;

/**
 * The message of number `index`. Two messages never differ in a single word: a verb and a noun stand in each, and those
 * of the same sentence differ in both, so that it is plain that they are different errors.
 */
export function messageOf(index: number): Message {
  const use = Math.floor(index / SENTENCES.length);
  const sentence = nth(SENTENCES, index)
    .replaceAll('{verb}', nth(VERBS, index * 3 + use))
    .replaceAll('{noun}', nth(NOUNS, index * 7 + use));
  const parts = sentence.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? () => part : variable(part)));
  return (random) => parts.reduce((message, part) => message + part(random), '');
}

const SENTENCES = [
  'Could not {verb} {noun} {uuid}: the store answered {number} after {duration}',
  'No {noun} with id {number} to {verb}, asked for by {email}',
  'Gave up on {verb} of {noun} {token} after {few} attempts in {duration}',
  '{noun} {uuid} is locked by {host} since {time}, {verb} postponed',
  'Payload of {size} for {noun} {number} exceeds the limit, {verb} refused',
  'Peer {address} closed the connection during {verb} of {noun} {number}',
  'Cannot read "{quoted}" as {noun}: unexpected token at {number} ({verb})',
  'Partner {url} answered {number} for {noun}, {verb} not done',
  'File {path} of {noun} {number} is gone, nothing to {verb}',
  'Quota of {noun} used up in {region} by {verb}: {number} of {number}',
  'Checksum of {noun} {hex} differs, {hex} was promised, {verb} stopped',
  'User {email} lacks the permission to {verb} {noun} {number}',
  'Queue {noun}-{verb} holds {number} messages, the oldest from {time}',
  'Slow {verb}: {noun} {uuid} took {duration} where {duration} is allowed',
  'Certificate of {host} ends on {date}, {verb} of {noun} will fail',
  '{noun} {number} is at version {number}, {verb} wanted {number}',
  'Deadline of {duration} passed on {verb} of {noun} at {host}',
  'Replica {host} is {duration} behind, {verb} of {noun} waits for the primary',
  'Callback {url} for {noun} {uuid} refused, next {verb} at {time}',
  'Out of memory at {size} in {noun} batch {number}, {verb} cut short',
  'Duplicate key ({number}) in {noun} import {token}, {verb} rolled back',
  'Total {amount} of {noun} {number} is not the sum of its lines, {verb} held back',
  'Worker {few} ended with code {few} in the middle of {verb}, {noun} {uuid} goes to the next',
] as const;

function variable(name: string): Message {
  const write = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  if (!write) throw new Error(`There is no variable ${name}.`);
  return write;
}

/** A UUID of version 4. */
export const uuid: Message = (random) => {
  const hex = random.hex(30);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-9${hex.slice(15, 18)}-${hex.slice(18)}`;
};

export const address: Message = (random) =>
  `10.${random.below(256)}.${random.below(256)}.${random.between(1, 254)}`;

const VARIABLES: Readonly<Record<string, Message>> = {
  uuid,
  address,
  number: (random) => String(random.between(1, 10 ** random.between(1, 7))),
  few: (random) => String(random.between(1, 9)),
  hex: (random) => random.hex(16),
  token: (random) => `${random.letters(4)}${random.below(10)}${random.letters(3)}${random.below(1000)}`,
  // Some ids have no digit.
  email: (random) => `${random.pick(NAMES)}.${random.letters(1)}@${random.pick(DOMAINS)}`,
  quoted: (random) => `${random.pick(COLOURS)} ${random.pick(NOUNS)}`,
  region: (random) => random.pick(REGIONS),
  host: (random) => `${random.pick(COLOURS)}-${random.letters(5)}-${random.below(100)}.internal`,
  duration: (random) =>
    random.below(2) === 0 ? `${random.between(1, 90_000)}ms` : `${random.below(900) / 10}s`,
  size: (random) =>
    random.below(2) === 0 ? `${random.between(1, 900)} MB` : `${random.between(1, 90) / 10} GiB`,
  amount: (random) => `${random.below(10_000)}.${pad(random.below(100), 2)}`,
  date: (random) => `2026-${pad(random.between(1, 12), 2)}-${pad(random.between(1, 28), 2)}`,
  time: (random) =>
    new Date(Date.UTC(2026, 0, 1) + random.below(31_536_000) * 1000 + random.below(1000)).toISOString(),
  path: (random) =>
    `/var/lib/${random.letters(5)}/${random.hex(6)}/${random.pick(NOUNS)}-${random.hex(4)}.bin`,
  url: (random) =>
    `https://${random.pick(COLOURS)}.partner.example/${random.letters(4)}/${random.below(1e6)}`,
};

const DOMAINS = ['mail.example', 'post.example', 'office.example.org', 'home.test'] as const;
const NAMES = ['aino', 'bela', 'chidi', 'dagny', 'emre', 'farah', 'goran', 'hana', 'ines', 'jiro'] as const;
const COLOURS = ['amber', 'beige', 'coral', 'ivory', 'khaki', 'mauve', 'olive', 'ruby', 'teal'] as const;
const REGIONS = [
  'belgium',
  'finland',
  'iowa',
  'jakarta',
  'london',
  'milan',
  'mumbai',
  'oregon',
  'osaka',
  'sydney',
  'taiwan',
  'warsaw',
] as const;

/** A whole number in decimal, with zeros in front. */
export function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
