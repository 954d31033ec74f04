/**
 * Runs a compute shader without a card, one thread after the other: what a card does at once, and therefore hides, is done slowly
 * here and seen. The groups run one after another; within a group every thread runs to the next barrier, in the order that is
 * asked for, and only when all have come does any go on. It knows nothing of exercises and judges nothing.
 */
import { Compiler, type Program } from './Compiler.ts';
import { FuelSpent, Machine, Thread, type Waiting } from './Machine.ts';
import { parseShader } from './parse.ts';
import type { DispatchRecord, EmulateOptions, EmulatorResult, PhaseRecord, ThreadRecord, Triple } from './record.ts';
import type { Steps } from './runnable.ts';
import type { Module } from './syntax.ts';
import { OutsideLanguage } from './tokens.ts';

const FUEL = 1_000_000;

const triple = (sizes: readonly number[]): Triple => [sizes[0] ?? 1, sizes[1] ?? 1, sizes[2] ?? 1];

/** Trees by their text: the same program is often run on many buffers. */
const trees = new Map<string, Module | OutsideLanguage>();

function treeOf(shader: string): Module {
  const tree = trees.get(shader) ?? parsed(shader);
  if (trees.size > 64) trees.clear();
  trees.set(shader, tree);
  if (tree instanceof OutsideLanguage) throw tree;
  return tree;
}

function parsed(shader: string): Module | OutsideLanguage {
  try {
    return parseShader(shader);
  } catch (error) {
    if (error instanceof OutsideLanguage) return error;
    throw error;
  }
}

/**
 * Runs a shader, thread by thread. See `Emulate` in record.ts for the arguments.
 *
 * @example
 * const { record, buffers } = emulate(shader, [2], [[100], x, new Array(128).fill(Number.NaN)]);
 * record.findings[0]?.kind; // 'outside': thread 100 wrote where nothing is
 */
export function emulate(
  shader: string,
  dispatch: readonly number[],
  buffers: readonly (readonly number[] | null)[],
  options: EmulateOptions = {},
): EmulatorResult {
  const { fuel = FUEL, record = false } = options;
  const machine = new Machine(fuel, record);
  const groups = triple(dispatch);
  let program: Program;
  try {
    program = new Compiler(treeOf(shader), buffers, machine).program();
  } catch (error) {
    return notRun(error, groups, options);
  }
  machine.groups = groups;
  const { threads, phases } = runAll(program, machine, groups, options);
  lookBack(machine, threads, options);
  const after = buffers.map((_, binding): readonly number[] | null => {
    const memory = machine.memories.find((one) => one.space === 'storage' && one.binding === binding);
    return memory ? [...memory.cells] : null;
  });
  return { fault: null, record: recordOf(program, machine, { groups, threads, phases, options }), buffers: after };
}

function notRun(error: unknown, groups: Triple, { order = 'up' }: EmulateOptions): EmulatorResult {
  const fault =
    error instanceof OutsideLanguage
      ? error.fault
      : error instanceof RangeError
        ? { line: 1, column: 1, message: 'This is nested too deeply.' }
        : null;
  if (fault === null) throw error;
  const nothing = { memories: [], threads: [], phases: [], findings: [], statements: 0, share: 1 };
  return { fault, record: { groups, groupSize: [1, 1, 1], order, ...nothing }, buffers: [] };
}

interface Ran {
  readonly threads: readonly Thread[];
  readonly phases: readonly PhaseRecord[];
}

function runAll(program: Program, machine: Machine, groups: Triple, { order = 'up', seed = 1 }: EmulateOptions): Ran {
  const threads: Thread[] = [];
  const phases: PhaseRecord[] = [];
  const [across, down, deep] = groups;
  const draw = randomFrom(seed);
  try {
    for (let group = 0; group < across * down * deep; group++) {
      const groupId: Triple = [group % across, Math.floor(group / across) % down, Math.floor(group / (across * down))];
      const mine = threadsOf(program, group, groupId);
      threads.push(...mine);
      for (const memory of machine.memories) if (memory.space === 'workgroup') memory.cells.fill(0);
      const orderNow = (): readonly number[] => ordered(mine.length, order, draw);
      for (const thread of mine) {
        machine.step(thread, 0, 0);
        program.begin(thread, groups);
      }
      if (program.main.steps === null) runThrough(program, mine, orderNow(), phases);
      else runInPhases(program, machine, mine, orderNow, phases);
    }
  } catch (error) {
    if (!(error instanceof FuelSpent)) throw error;
    const who = threads.findLast(({ ended, statements }) => ended === 'stopped' && statements > 0) ?? threads[0]!;
    const busiest = threads.reduce((a, b) => (b.statements > a.statements ? b : a), who);
    machine.find(
      'endless',
      null,
      busiest.phase,
      { threads: [busiest.id], lines: [busiest.line] },
      { limit: machine.limit },
    );
  }
  return { threads, phases };
}

function threadsOf({ groupSize, slots }: Program, group: number, groupId: Triple): Thread[] {
  const [width, height, depth] = groupSize;
  const size = width * height * depth;
  return Array.from({ length: size }, (_, place) => {
    const local: Triple = [place % width, Math.floor(place / width) % height, Math.floor(place / (width * height))];
    const global: Triple = [
      groupId[0] * width + local[0],
      groupId[1] * height + local[1],
      groupId[2] * depth + local[2],
    ];
    return new Thread({ id: group * size + place, group, place, local, global, groupId }, slots);
  });
}

function runThrough(program: Program, mine: readonly Thread[], order: readonly number[], phases: PhaseRecord[]): void {
  for (const place of order) {
    program.main.run(mine[place]!);
    mine[place]!.ended = 'done';
  }
  phases.push({ group: mine[0]!.group, phase: 0, line: null, order });
}

/** From barrier to barrier, until all have ended or not all can. */
function runInPhases(
  program: Program,
  machine: Machine,
  mine: readonly Thread[],
  orderNow: () => readonly number[],
  phases: PhaseRecord[],
): void {
  const running = mine.map((thread): Steps<unknown> => program.main.steps!(thread));
  const waits: (Waiting | null)[] = mine.map(() => null);
  const { group } = mine[0]!;
  for (let phase = 0; ; phase++) {
    const order = orderNow();
    for (const place of order) {
      const { value, done } = running[place]!.next();
      waits[place] = done ? null : (value as Waiting);
      if (done) mine[place]!.ended = 'done';
    }
    const first = waits.find((one) => one !== null) ?? null;
    phases.push({ group, phase, line: first?.line ?? null, order });
    if (first === null) return;
    if (waits.some((one) => one !== first)) {
      tellDivergence(machine, mine, waits, first);
      return;
    }
    for (const thread of mine) thread.pass(first);
  }
}

/** Not all came to the barrier: one that waits, and one that does not or waits elsewhere. */
function tellDivergence(
  machine: Machine,
  mine: readonly Thread[],
  waits: readonly (Waiting | null)[],
  first: Waiting,
): void {
  for (const [place, one] of waits.entries()) if (one !== null) mine[place]!.ended = 'waiting';
  const waiting = mine[waits.indexOf(first)]!;
  const elsewhere = waits.findIndex((one) => one !== first);
  const other = mine[elsewhere]!;
  const hasEnded = waits[elsewhere] === null;
  const who = { threads: [waiting.id, other.id], lines: [first.line, waits[elsewhere]?.line ?? other.line] };
  const missing = waits.filter((one) => one !== first).length;
  const values = { ended: hasEnded ? 1 : 0, missing, all: mine.length };
  machine.find('divergence', null, waiting.phase, who, values, hasEnded ? 'divergenceEnded' : 'divergenceElsewhere');
}

/** What can only be said when all is done: cells that nobody wrote, threads that read too much or did all the work. */
function lookBack(
  machine: Machine,
  threads: readonly Thread[],
  { outputs = {}, mostReads, mostShare }: EmulateOptions,
): void {
  for (const [binding, wanted] of Object.entries(outputs)) {
    const memory = machine.memories.find((one) => one.space === 'storage' && one.binding === Number(binding));
    const missing = memory?.unwritten(wanted) ?? [];
    if (memory === undefined || missing.length === 0) continue;
    const values = { index: missing[0]!, count: missing.length, threads: threads.length, wanted };
    machine.find('unwritten', memory, 0, { threads: [], lines: [] }, values);
  }
  const [first] = threads;
  if (first === undefined) return;
  const reader = threads.reduce((a, b) => (b.reads > a.reads ? b : a));
  if (mostReads !== undefined && reader.reads > mostReads)
    machine.find('reads', null, 0, { threads: [reader.id], lines: [] }, { reads: reader.reads, limit: mostReads });
  const busiest = threads.reduce((a, b) => (b.statements > a.statements ? b : a));
  const share = shareOf(threads);
  if (mostShare !== undefined && share > mostShare)
    machine.find('idle', null, 0, { threads: [busiest.id], lines: [] }, { share: Math.round(share * 10) / 10, limit: mostShare }); // biome-ignore format: one line reads better
}

function shareOf(threads: readonly Thread[]): number {
  const total = threads.reduce((sum, { statements }) => sum + statements, 0);
  const most = threads.reduce((max, { statements }) => Math.max(max, statements), 0);
  return total === 0 ? 1 : (most * threads.length) / total;
}

function recordOf(
  { groupSize }: Program,
  machine: Machine,
  ran: Ran & { groups: Triple; options: EmulateOptions },
): DispatchRecord {
  const { groups, threads, phases, options } = ran;
  return {
    groups,
    groupSize,
    order: options.order ?? 'up',
    memories: machine.memories.map((memory) => memory.describe()),
    threads: threads.map((thread): ThreadRecord => {
      const { id, group, place, local, global, events, reads, writes, phase: barriers, statements, ended } = thread;
      return { id, group, place, local, global, events, reads, writes, barriers, statements, ended };
    }),
    phases,
    findings: machine.found(),
    statements: threads.reduce((sum, { statements }) => sum + statements, 0),
    share: shareOf(threads),
  };
}

function ordered(count: number, order: DispatchRecord['order'], draw: () => number): readonly number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  if (order === 'down') return places.reverse();
  if (order === 'up') return places;
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}

/** Numbers in [0, 1) from a seed. Source: Vigna, "An experimental exploration of Marsaglia's xorshift generators" (2016), in its 32-bit form. */
function randomFrom(seed: number): () => number {
  let state = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
