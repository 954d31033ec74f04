/** What a moment of ThreadGrid says in words: the caption, the thread that is looked at, what the emulator found, the table. */
import type { Finding } from '../../../exercises/grader/wgsl/record.ts';
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import { linesOf, neighboursOf, statesAt, type Touch, WORDS_PER_LINE } from './gridMoments.ts';
import { type GridRun, orders, runGrid } from './gridRun.ts';

type Words = Strings['threads'];

/** At most so many findings are told. */
const MOST_FINDINGS = 3;
const counted = (words: { readonly one: string; readonly many: string }, count: number, values = {}): string =>
  fill(count === 1 ? words.one : words.many, { count, ...values });

/** Short enough to be read, exact enough to be told apart. */
export const short = (value: number): string => String(Number(value.toPrecision(5)));

/** Accesses of one kind to one memory. */
function groupsOf(
  touches: readonly Touch[],
): readonly { readonly kind: Touch['kind']; readonly buffer: string; readonly threads: number }[] {
  const groups = new Map<string, { kind: Touch['kind']; buffer: string; threads: Set<number> }>();
  for (const { kind, buffer, thread } of touches) {
    const key = `${kind} ${buffer}`;
    const group = groups.get(key) ?? { kind, buffer, threads: new Set<number>() };
    groups.set(key, group);
    group.threads.add(thread);
  }
  return [...groups.values()].map(({ kind, buffer, threads }) => ({ kind, buffer, threads: threads.size }));
}

/** Sizes are read all the time: they are told only where nothing else happens. */
function telling(run: GridRun, touches: readonly Touch[]): readonly Touch[] {
  const sizes = run.result.record.memories.filter(({ space }) => space === 'uniform').map(({ name }) => name);
  const others = touches.filter(({ buffer }) => !sizes.includes(buffer));
  return others.length > 0 ? others : touches;
}

/** Everything about a moment, in one or two sentences. */
export function momentText(run: GridRun, at: number, words: Words): string {
  const moment = run.moments.moments[at];
  const states = [...statesAt(run.moments, at).values()];
  const has = (...some: string[]): number => states.filter((state) => some.includes(state)).length;
  if (moment === undefined) return run.result.fault?.message ?? words.empty;
  const left = has('left');
  if (moment.barrier !== null) {
    const stuck = has('stuck');
    if (stuck > 0) return fill(words.stuck, { line: moment.barrier, count: stuck, missing: states.length - stuck });
    return fill(words.barrier, { line: moment.barrier, count: has('waiting') });
  }
  const touches = telling(run, moment.touches);
  const lines = [...new Set(touches.map(({ line }) => line))].sort((a, b) => a - b).join(', ');
  const did = groupsOf(touches).map(({ kind, buffer, threads }) => counted(words.did[kind], threads, { buffer }));
  const said = fill(words.sentence, { lines, did: did.join(', ') });
  return left === 0 ? said : `${said} ${counted(words.left, left)}`;
}

/** What a thread does at a moment, and how many lines of memory it and its neighbours need for it. */
export function threadText(run: GridRun, at: number, id: number, words: Words): string {
  const { threads, moments } = run.moments;
  const thread = threads.find((one) => one.id === id);
  if (thread === undefined) return '';
  const touches = moments[at]?.touches ?? [];
  const mine = telling(
    run,
    touches.filter((touch) => touch.thread === id),
  );
  const state = statesAt(run.moments, at).get(id) ?? 'between';
  const what =
    mine.length > 0
      ? mine
          .map(({ kind, line, buffer, index, value }) =>
            fill(words.touch[kind], { line, buffer, index, value: short(value) }),
          )
          .join('; ')
      : words.idle[state as keyof Words['idle']];
  const said = fill(words.me, { id, place: thread.place, group: thread.group, what });
  return [said, ...neighbourTexts(run, touches, id, words)].join(' ');
}

/** Only of memory that is fetched in lines: the host's buffers. */
function neighbourTexts(run: GridRun, touches: readonly Touch[], id: number, words: Words): readonly string[] {
  const beside = neighboursOf(run.moments.threads, id);
  const near = touches.filter(({ thread, kind }) => beside.has(thread) && kind !== 'outside');
  const storage = run.result.record.memories.filter(({ space }) => space === 'storage');
  return storage.flatMap(({ name }) =>
    (['read', 'write'] as const).flatMap((by) => {
      const together = new Set(
        near.filter((touch) => touch.buffer === name && touch.by === by).map(({ thread }) => thread),
      );
      if (!together.has(id) || together.size < 2) return [];
      const lines = counted(words.lines, linesOf(near, name, by));
      const values = { first: id, count: together.size - 1, by: words.verbs[by], buffer: name, lines };
      return [fill(words.neighbours, values)];
    }),
  );
}

function findingText({ kind, buffer, threads, lines, values, times }: Finding, words: Words): string {
  const said = fill(words.findings[kind], {
    buffer,
    thread: threads[0] ?? '',
    other: threads[1] ?? '',
    line: lines[0] ?? '',
    otherLine: lines[1] ?? '',
    ...values,
  });
  return times > 1 ? `${said} ${fill(words.times, { times })}` : said;
}

/** What came out, and what the emulator found on the way: a sentence each. */
export function outcomeTexts(run: GridRun, withOrders: boolean, words: Words): readonly string[] {
  const { wrong, stray, launch, result } = run;
  if (result.fault !== null) return [result.fault.message];
  const count = launch.right.length;
  const told = [wrong === 0 ? words.result.right : fill(words.result.wrong, { wrong, count })];
  if (stray > 0) told.push(fill(words.result.stray, { stray }));
  if (withOrders) {
    const came = orders.map((order) => [order, short(runGrid({ ...run.choice, order }).first)] as const);
    told.push(fill(words.result.orders, { ...Object.fromEntries(came), right: short(launch.right[0]!) }));
  }
  return [...result.record.findings.slice(0, MOST_FINDINGS).map((finding) => findingText(finding, words)), ...told];
}

/** Lines of the program that are lit at a moment, and those of what was found there. */
export function litLines(
  run: GridRun,
  at: number,
): { readonly now: ReadonlySet<number>; readonly found: ReadonlySet<number> } {
  const moment = run.moments.moments[at];
  const now = new Set(moment?.barrier != null ? [moment.barrier] : moment?.touches.map(({ line }) => line));
  return { now, found: new Set(run.result.record.findings.flatMap(({ lines }) => lines)) };
}

/** Rows of the table: every access of the moment. */
export function touchRows(run: GridRun, at: number, words: Words): readonly (readonly string[])[] {
  const byId = new Map(run.moments.threads.map((thread) => [thread.id, thread]));
  return (run.moments.moments[at]?.touches ?? []).map(({ thread, kind, buffer, index, value, line }) => [
    String(thread),
    String(byId.get(thread)?.group ?? ''),
    String(byId.get(thread)?.place ?? ''),
    String(line),
    words.kinds[kind],
    `${buffer}[${index}]`,
    kind === 'outside' ? '–' : short(value),
    String(Math.floor(index / WORDS_PER_LINE)),
  ]);
}
