/**
 * Thirty steps of every learning-rate schedule beside PyTorch's, on two parameter groups, and again from a saved state in the
 * middle. JSON by golden/generate.py.
 */
import { describe, expect, it } from 'vitest';
import * as chalkgrad from '../index.ts';
import { ReduceLROnPlateau, Scheduler, SGD, tensor } from '../index.ts';
import { float64Tolerance, mismatch } from './golden/mismatch.ts';
import { readGolden } from './golden/readGolden.ts';

interface Schedule {
  readonly scheduler: string;
  readonly case: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the two groups. */
  readonly rates: readonly [number, number];
  /** Before training and after each of thirty steps. */
  readonly path: readonly { readonly rates: readonly number[]; readonly momentum: number }[];
  /** What a plateau is told at each step. */
  readonly metrics?: readonly number[];
}

interface AnyScheduler {
  step(metric?: number): void;
  stateDict(): unknown;
  loadStateDict(state: unknown): void;
}

const exported = chalkgrad as unknown as Readonly<
  Record<string, new (optimizer: SGD, options: Readonly<Record<string, unknown>>) => AnyScheduler>
>;
const schedules = readGolden<Schedule>('schedulers');
const MIDDLE = 13;

const twoGroups = ({ rates }: Schedule): SGD =>
  new SGD(
    rates.map((lr) => ({ params: [tensor([0], { requiresGrad: true })], lr })),
    { lr: rates[0], momentum: 0.9 },
  );

function build(optimizer: SGD, { scheduler, options }: Schedule): AnyScheduler {
  const parts = options['schedulers'] as readonly (readonly [string, Readonly<Record<string, unknown>>])[] | undefined;
  const schedulers = parts?.map(([name, itsOptions]) => new exported[name]!(optimizer, itsOptions));
  return new exported[scheduler]!(optimizer, schedulers === undefined ? options : { ...options, schedulers });
}

const stateOf = (optimizer: SGD): number[] => [
  ...optimizer.groups.map((group) => group.settings.lr),
  optimizer.groups[0]!.settings.momentum,
];

/** The first place that leaves PyTorch's path from step `from` on, in words; null when there is none. */
function firstDeparture(golden: Schedule, optimizer: SGD, scheduler: AnyScheduler, from: number): string | null {
  for (let step = from; step < golden.path.length; step++) {
    const { rates, momentum } = golden.path[step]!;
    const wrong = mismatch(stateOf(optimizer), [...rates, momentum], [rates.length + 1], float64Tolerance);
    if (wrong !== null) return `after step ${step}: ${wrong}`;
    if (step < golden.path.length - 1) scheduler.step(golden.metrics?.[step]);
  }
  return null;
}

for (const [scheduler, itsCases] of Map.groupBy(schedules, (golden) => golden.scheduler)) {
  describe(`${scheduler} sets PyTorch's rates for thirty steps`, () => {
    it.each(itsCases)('$case', (golden) => {
      const optimizer = twoGroups(golden);
      expect(firstDeparture(golden, optimizer, build(optimizer, golden), 0)).toBeNull();
    });

    it.each(itsCases)('$case, saved and loaded on the way', (golden) => {
      const first = build(twoGroups(golden), golden);
      for (let step = 0; step < MIDDLE; step++) first.step(golden.metrics?.[step]);
      const saved = JSON.parse(JSON.stringify(first.stateDict())) as unknown;
      const optimizer = twoGroups(golden);
      const second = build(optimizer, golden);
      second.loadStateDict(saved);
      expect(firstDeparture(golden, optimizer, second, MIDDLE)).toBeNull();
    });
  });
}

describe('the golden schedules', () => {
  it('cover every schedule but the one that is only a function given by the user', () => {
    const all = Object.entries(chalkgrad)
      .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Scheduler)
      .map(([name]) => name);
    const covered = new Set(schedules.map((golden) => golden.scheduler));
    expect(covered).toContain(ReduceLROnPlateau.name);
    expect(all.filter((name) => !covered.has(name))).toEqual(['LambdaLR']);
  });
});
