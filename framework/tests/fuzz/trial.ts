/** One input against one target: which it is, and what came of it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bytes, ChalkgradError, Generator } from '../../index.ts';
import type { FuzzTarget } from './FuzzTarget.ts';
import { damaged, pick } from './mutate.ts';

const corpus = new URL('corpus/', import.meta.url);
const DEFAULT_BYTES = 2 ** 28;
const DEFAULT_MS = 2000;

/** What was found before, by file name. */
export function corpusOf(target: string): readonly (readonly [name: string, bytes: Bytes])[] {
  const folder = new URL(`${target}/`, corpus);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))] as const);
}

/** Keep an input for ever; returns its path. */
export function keepInCorpus(target: string, bytes: Bytes): string {
  const folder = new URL(`${target}/`, corpus);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.bin`, folder);
  writeFileSync(file, bytes);
  return fileURLToPath(file);
}

/** Input number `i` of a seed: the same whenever it is asked for, as long as seeds and corpus are the same. */
export async function inputOf(target: FuzzTarget, known: readonly Bytes[], seed: number, i: number): Promise<Bytes> {
  const g = new Generator(seed).fork(`${target.name} ${i}`);
  const isVaried = target.vary !== undefined && g.uniform() < 0.5;
  let bytes = isVaried ? await target.vary!(g) : pick(known, g);
  if (!isVaried || g.uniform() < 0.3) bytes = damaged(bytes, g, known);
  return target.mend !== undefined && g.uniform() < 0.7 ? target.mend(bytes) : bytes;
}

/** Everything an input can begin with. */
export const knownOf = async (target: FuzzTarget): Promise<readonly Bytes[]> => [
  ...(await target.seeds()),
  ...corpusOf(target.name).map(([, bytes]) => bytes),
];

/** What came of an input. */
export interface Outcome {
  readonly kind: 'read' | 'refused' | 'wrong';
  /** What is wrong; or how it was refused. */
  readonly why: string;
}

/** Read one input within the budgets of time and memory. */
export async function tried(target: FuzzTarget, bytes: Bytes): Promise<Outcome> {
  const { mostBytes = DEFAULT_BYTES, mostMs = DEFAULT_MS } = target;
  const before = { peak: process.resourceUsage().maxRSS, time: process.cpuUsage() };
  const outcome = await read(target, bytes);
  const { user, system } = process.cpuUsage(before.time); // the clock would count other programs too
  const ms = (user + system) / 1000;
  const grown = (process.resourceUsage().maxRSS - before.peak) * 1024;
  if (ms > mostMs) return { kind: 'wrong', why: `took ${Math.round(ms)} ms, more than ${mostMs}` };
  if (grown > mostBytes) return { kind: 'wrong', why: `took ${Math.round(grown / 1e6)} MB` };
  return outcome;
}

async function read(target: FuzzTarget, bytes: Bytes): Promise<Outcome> {
  try {
    await target.read(bytes);
    return { kind: 'read', why: '' };
  } catch (error) {
    if (!(error instanceof ChalkgradError))
      return { kind: 'wrong', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    if (error.hint === '' || error.message.length > 2000)
      return { kind: 'wrong', why: `an error without a hint, or endless: ${error.message.slice(0, 300)}` };
    return { kind: 'refused', why: error.message };
  }
}
