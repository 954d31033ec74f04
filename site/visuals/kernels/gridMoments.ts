/**
 * Reads the emulator's record as a row of moments: at each of them every thread of some groups carries out the statement that is its own
 * next one, and what it reads and writes is known. A barrier is a moment of its own. Pure: it computes nothing that did not happen.
 */
import type { DispatchRecord, ThreadEvent, ThreadRecord } from '../../../exercises/grader/wgsl/record.ts';

/** 64 bytes of four-byte words: what memory sends at a time. */
export const WORDS_PER_LINE = 16;

/** One access of one thread. */
export interface Touch extends Pick<ThreadEvent, 'kind' | 'by' | 'buffer' | 'index' | 'value' | 'line'> {
  /** Its number in the whole dispatch. */
  readonly thread: number;
}

export interface Moment {
  readonly phase: number;
  /** Line of the barrier; null where threads read and write. */
  readonly barrier: number | null;
  readonly touches: readonly Touch[];
}

/** What a thread does at a moment. `stuck`: it stands at a barrier that others will never reach. */
export type ThreadState = 'read' | 'write' | 'outside' | 'waiting' | 'stuck' | 'left' | 'between';

export interface Moments {
  readonly threads: readonly ThreadRecord[];
  readonly moments: readonly Moment[];
  /** Last moment of each thread's life, by its number in the dispatch. */
  readonly lastOf: ReadonlyMap<number, number>;
}

const keyOf = ({ phase, step }: { readonly phase: number; readonly step: number }): string => `${phase}/${step}`;

/** @param groups numbers of the groups that are looked at */
export function momentsOf(record: DispatchRecord, groups: ReadonlySet<number>): Moments {
  const threads = record.threads.filter(({ group }) => groups.has(group));
  const found = new Map<string, { phase: number; step: number; touches: Touch[] }>();
  for (const { id, events } of threads) {
    for (const { kind, by, buffer, index, value, line, phase, step } of events) {
      const key = keyOf({ phase, step });
      const moment = found.get(key) ?? { phase, step, touches: [] };
      found.set(key, moment);
      moment.touches.push({ thread: id, kind, by, buffer, index, value, line });
    }
  }
  const moments: Moment[] = [...found.values()]
    .sort((a, b) => a.phase - b.phase || a.step - b.step)
    .map(({ phase, touches }) => ({ phase, barrier: null, touches }));
  const barriers = barrierLines(record, groups);
  for (const [phase, line] of [...barriers].sort(([a], [b]) => a - b)) {
    const after = moments.findLastIndex((moment) => moment.phase <= phase);
    moments.splice(after + 1, 0, { phase, barrier: line, touches: [] });
  }
  return { threads, moments, lastOf: lastMoments(threads, moments) };
}

/** The line of the barrier at the end of each phase, also of one at which somebody is missing. */
function barrierLines(record: DispatchRecord, groups: ReadonlySet<number>): Map<number, number> {
  const lines = new Map<number, number>();
  for (const { group, phase, line } of record.phases) if (groups.has(group) && line !== null) lines.set(phase, line);
  for (const {
    kind,
    phase,
    lines: [line],
  } of record.findings)
    if (kind === 'divergence' && line !== undefined && !lines.has(phase)) lines.set(phase, line);
  return lines;
}

function lastMoments(threads: readonly ThreadRecord[], moments: readonly Moment[]): Map<number, number> {
  const last = new Map(threads.map(({ id }) => [id, -1]));
  for (const [at, { touches, barrier, phase }] of moments.entries()) {
    for (const { thread } of touches) last.set(thread, at);
    if (barrier === null) continue;
    for (const thread of threads) if (reaches(thread, phase)) last.set(thread.id, at);
  }
  return last;
}

/** Does it come to the barrier that ends this phase? */
const reaches = ({ barriers, ended }: ThreadRecord, phase: number): boolean =>
  barriers > phase || (ended === 'waiting' && barriers === phase);

/** The state of each shown thread at a moment, by its number in the dispatch. */
export function statesAt({ threads, moments, lastOf }: Moments, at: number): ReadonlyMap<number, ThreadState> {
  const moment = moments[at];
  const states = new Map<number, ThreadState>();
  for (const { thread, kind } of moment?.touches ?? [])
    if (kind === 'outside' || states.get(thread) !== 'outside') states.set(thread, kind);
  const isStuck = moment !== undefined && moment.barrier !== null && threads.some(({ ended }) => ended === 'waiting');
  for (const thread of threads) {
    if (states.has(thread.id)) continue;
    const waits = moment?.barrier != null && reaches(thread, moment.phase);
    if (waits)
      states.set(
        thread.id,
        isStuck && thread.ended === 'waiting' && thread.barriers === moment.phase ? 'stuck' : 'waiting',
      );
    else states.set(thread.id, (lastOf.get(thread.id) ?? -1) < at ? 'left' : 'between');
  }
  return states;
}

/** How many lines of memory these accesses need: of one buffer, read or written. */
export const linesOf = (touches: readonly Touch[], buffer: string, by: Touch['by']): number =>
  new Set(
    touches
      .filter((touch) => touch.buffer === buffer && touch.by === by)
      .map(({ index }) => Math.floor(index / WORDS_PER_LINE)),
  ).size;

/** The threads that stand beside this one: sixteen in a row, itself among them. */
export function neighboursOf(threads: readonly ThreadRecord[], id: number): ReadonlySet<number> {
  const me = threads.find((thread) => thread.id === id);
  if (me === undefined) return new Set();
  const row = Math.floor(me.place / WORDS_PER_LINE);
  const beside = threads.filter(({ group, place }) => group === me.group && Math.floor(place / WORDS_PER_LINE) === row);
  return new Set(beside.map((thread) => thread.id));
}

/** Words that were written before this moment. */
export function writtenBefore({ moments }: Moments, at: number, buffer: string): ReadonlySet<number> {
  const written = moments.slice(0, at).flatMap(({ touches }) => touches);
  return new Set(written.filter((touch) => touch.by === 'write' && touch.buffer === buffer).map(({ index }) => index));
}
