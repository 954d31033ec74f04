/** A program of ThreadGrid, run by the emulator: its moments, what was found, what came out, and the facts that questions ask for. */
import { emulate } from '../../../exercises/grader/wgsl/emulate.ts';
import type { EmulatorResult, Finding, ThreadOrder } from '../../../exercises/grader/wgsl/record.ts';
import { linesOf, type Moments, momentsOf, neighboursOf } from './gridMoments.ts';
import { type Launch, type ProgramName, programs, type Settings } from './programs.ts';

export interface GridChoice {
  readonly program: ProgramName;
  readonly settings: Settings;
  readonly variant: string;
  readonly order: ThreadOrder;
  /** The one group that is looked at; null for as many as there is room for. */
  readonly group: number | null;
}

export interface GridRun {
  readonly choice: GridChoice;
  readonly launch: Launch;
  readonly result: EmulatorResult;
  readonly moments: Moments;
  /** Of `launch.right`, how many came out wrong. */
  readonly wrong: number;
  /** Words behind the program's own that were written over. */
  readonly stray: number;
  /** The first number of the result. */
  readonly first: number;
}

/** More threads than this are not drawn at once. */
const MOST_THREADS = 256;
export const orders: readonly ThreadOrder[] = ['up', 'down', 'shuffled'];
/** float32, and sums of some hundred products. */
const RELATIVE = 1e-4;

const agree = (got: number, right: number): boolean => Math.abs(got - right) <= RELATIVE * Math.max(1, Math.abs(right));

export function runGrid(choice: GridChoice): GridRun {
  const launch = programs[choice.program].launch(choice.settings, choice.variant);
  const result = emulate(launch.shader, launch.groups, launch.buffers, { record: true, order: choice.order });
  const { groupSize, groups, memories, threads } = result.record;
  const size = groupSize[0] * groupSize[1] * groupSize[2];
  const count = groups[0] * groups[1] * groups[2];
  const shown = Math.max(1, Math.min(count, Math.floor(MOST_THREADS / Math.max(1, size))));
  const looked =
    choice.group === null ? Array.from({ length: shown }, (_, at) => at) : [Math.min(choice.group, count - 1)];
  const numbers = result.buffers[launch.result] ?? [];
  const name = memories.find(({ binding }) => binding === launch.result)?.name ?? '';
  const behind = threads.flatMap(({ events }) =>
    events.filter(({ kind, buffer, index }) => kind === 'write' && buffer === name && index >= launch.right.length),
  );
  return {
    choice,
    launch,
    result,
    moments: momentsOf(result.record, new Set(looked)),
    wrong: launch.right.filter((right, at) => !agree(numbers[at] ?? Number.NaN, right)).length,
    stray: new Set(behind.map(({ index }) => index)).size,
    first: numbers[0] ?? Number.NaN,
  };
}

/** The first moment at which a memory that is drawn is read or written: the picture that a figure begins with. */
export const firstMoment = ({ moments, launch }: GridRun): number =>
  Math.max(
    0,
    moments.moments.findIndex(({ touches }) =>
      touches.some(({ buffer }) => launch.shown.some(({ name }) => name === buffer)),
    ),
  );

/** The moment of the first finding that belongs to one, and a thread of it; where nothing was found, the first moment. */
export function tellingMoment(run: GridRun): { readonly at: number; readonly thread: number } {
  const { moments, threads } = run.moments;
  const ids = new Set(threads.map(({ id }) => id));
  for (const finding of run.result.record.findings) {
    const thread = finding.threads.find((id) => ids.has(id));
    const at = moments.findIndex((moment) => isAt(finding, moment.phase, moment.barrier, moment.touches));
    if (thread !== undefined && at >= 0) return { at, thread };
  }
  return { at: firstMoment(run), thread: threads[0]?.id ?? 0 };
}

/** Is this where the first thread of the finding does what was found? */
function isAt(
  { kind, phase, lines, threads, buffer, values }: Finding,
  momentPhase: number,
  barrier: number | null,
  touches: Moments['moments'][number]['touches'],
): boolean {
  if (phase !== momentPhase) return false;
  if (kind === 'divergence') return barrier !== null;
  return touches.some(
    (touch) =>
      touch.buffer === buffer &&
      touch.index === values['index'] &&
      touch.thread === threads[0] &&
      touch.line === lines[0],
  );
}

/** Words over which threads race, by memory. */
export function racedWords({ result }: GridRun): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const { kind, buffer, values } of result.record.findings) {
    if (kind !== 'race') continue;
    const words = found.get(buffer) ?? new Set<number>();
    words.add(Number(values['index']));
    found.set(buffer, words);
  }
  return found;
}

/** Which of the three orders came out right: 0 all, 1 only the first, 2 only the second, 3 none, 4 another mixture. */
function mixtureOf([up, down, shuffled]: readonly boolean[]): number {
  if (up === down && down === shuffled) return up ? 0 : 3;
  if (shuffled || up === down) return 4;
  return up ? 1 : 2;
}

/** Numbers that questions about the figure are answered with. */
export function factsOf(run: GridRun): Readonly<Record<string, number>> {
  const { threads, findings, groupSize } = run.result.record;
  const { moments } = run.moments;
  const size = groupSize[0] * groupSize[1] * groupSize[2];
  const [first] = run.moments.threads;
  const beside = first === undefined ? new Set<number>() : neighboursOf(run.moments.threads, first.id);
  const [source, target] = [run.launch.shown[0]!.name, run.launch.shown.at(-1)!.name];
  const needed = (buffer: string, by: 'read' | 'write'): number =>
    Math.max(
      0,
      ...moments.map(({ touches }) =>
        linesOf(
          touches.filter(({ thread }) => beside.has(thread)),
          buffer,
          by,
        ),
      ),
    );
  const right = orders.map((order) => runGrid({ ...run.choice, order }).wrong === 0);
  return {
    threads: threads.length,
    idle: threads.filter(({ writes }) => writes === 0).length,
    outside: findings.filter(({ kind, values }) => kind === 'outside' && values['by'] === 'write').reduce((sum, { times }) => sum + times, 0), // biome-ignore format: one line reads better
    stops: threads.some(({ ended }) => ended !== 'done') ? 1 : 0,
    wrong: run.wrong,
    'lines-read': needed(source, 'read'),
    'lines-written': needed(target, 'write'),
    barriers: Math.max(...threads.map(({ barriers }) => barriers)),
    rounds: Math.max(...threads.map(({ barriers }) => barriers)) - 1,
    missing: size - run.moments.threads.filter(({ ended }) => ended === 'waiting').length,
    orders: mixtureOf(right),
  };
}
