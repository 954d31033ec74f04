// What lessons 3 to 5 say about their runs, with seed 7 where none is told. The values were measured when the storyboards were written.

import { describe, expect, it } from 'vitest';
import { Generator, generateLine, listen, type TraceEvent } from '../index.ts';
import { parametersOf, watchRun } from './lessonFigures.ts';

/** θ = [θ0, θ1 …]: the bias first. */
const theta = (run: Parameters<typeof parametersOf>[0]): number[] => {
  const numbers = parametersOf(run);
  return [numbers.at(-1)!, ...numbers.slice(0, -1)];
};

/** The mean loss over all points of line-three-ways, in float64. */
function lossOf(seed: number): (at: readonly number[]) => number {
  const { inputs, targets } = generateLine(50, new Generator(seed).fork('train'), { noise: 0.6, center: 1 });
  const [x, y] = [[...inputs.dataSync()], [...targets.dataSync()]];
  return ([bias, weight]) => x.reduce((sum, xi, i) => sum + (bias! + weight! * xi - y[i]!) ** 2, 0) / x.length;
}

const seen = (events: readonly TraceEvent[], name: string): number[] => {
  const found = events.find((event) => event.type === 'observed' && event.name === name);
  return found?.type === 'observed' ? [...found.tensor.read()] : [];
};

describe('line-regression', () => {
  it('falls to what noise leaves of it: 50 points, all at once', async () => {
    const run = await watchRun('line-regression', { examples: 50, batch: 50 });
    const [bias, weight] = theta(run);
    expect([bias!, weight!].map((n) => n.toFixed(3))).toEqual(['-0.877', '0.075']);
    await run.to(21);
    const told = [0, 5, 10, 20].map((step) => run.losses[step]!.toPrecision(3));
    expect(told).toEqual(['5.61', '0.261', '0.0747', '0.0673']);
  });

  it('can begin far off, and hold its bias', async () => {
    const far = await watchRun('line-regression', { examples: 50, batch: 50, begins: 'far' });
    expect(theta(far)).toEqual([3, 0]);
    await far.to(21);
    expect(far.losses[20]).toBeCloseTo(0.07, 3);
    const held = await watchRun('line-regression', { examples: 50, batch: 50, freeze: true });
    await held.to(60);
    const { inputs, targets } = generateLine(50, new Generator(7).fork('train'));
    const [x, y] = [[...inputs.dataSync()], [...targets.dataSync()]];
    const [bias, weight] = theta(held);
    expect(bias).toBeCloseTo(-0.877, 3);
    // The best slope of a line through (0, bias): Σ x (y − bias) / Σ x².
    const best = x.reduce((sum, value, i) => sum + value * (y[i]! - bias!), 0) / x.reduce((sum, v) => sum + v * v, 0);
    expect(weight).toBeCloseTo(best, 3);
  });
});

describe('plane-regression', () => {
  it('finds the closed form, whose fourth weight is next to nothing', async () => {
    const run = await watchRun('plane-regression');
    const best = [-1.044, 2.02, -1.01, 0.481, -0.021];
    let near = -1;
    await run.to(51, (made) => {
      const gap = Math.max(...theta(run).map((value, i) => Math.abs(value - best[i]!)));
      if (near < 0 && gap < 0.0015) near = made; // the closed form is told in three digits
    });
    expect([0, 5, 10, 50].map((step) => run.losses[step]!.toPrecision(4))).toEqual([
      '7.310',
      '0.5269',
      '0.1169',
      '0.08152',
    ]);
    expect(Math.abs(near - 35)).toBeLessThanOrEqual(2);
  });

  it('straightened before it is weighed, the turned table gives the same losses', async () => {
    const [plain, straight] = [
      await watchRun('plane-regression'),
      await watchRun('plane-regression', { straighten: true }),
    ];
    await plain.to(20);
    await straight.to(20);
    expect(straight.losses).toEqual(plain.losses);
  });

  it('without its first input stops far higher; given twice, two weights have one between them', async () => {
    const without = await watchRun('plane-regression', { inputs: 'without-first' });
    expect(theta(without)).toHaveLength(4);
    await without.to(50);
    expect(without.losses[49]).toBeGreaterThan(3);
    const twice = await watchRun('plane-regression', { inputs: 'first-twice' });
    await twice.to(50);
    const [, first, , , copy] = theta(twice);
    expect(first! + copy!).toBeCloseTo(2.02, 1);
    expect(Math.abs(first! - copy!)).toBeGreaterThan(0.01);
  });
});

describe('line-three-ways', () => {
  const loss = lossOf(7);
  const LOWEST = 0.26924;

  it.each([
    { batch: 50, first: [0.174, 0.773], at20: 0.306, epoch: 1, afterEpoch: 2.679, reached: 22 },
    { batch: 8, first: [0.443, 1.213], at20: 0.312, epoch: 7, afterEpoch: 0.687, reached: 21 },
    { batch: 1, first: [0.876, 2.218], at20: 1.097, epoch: 50, afterEpoch: 0.37, reached: 41 },
  ])('with batches of $batch goes its own way', async ({ batch, first, at20, epoch, afterEpoch, reached }) => {
    const run = await watchRun('line-three-ways', { batch });
    const losses: number[] = [];
    const ways: number[][] = [];
    await run.to(60, () => {
      ways.push(theta(run));
      losses.push(loss(ways.at(-1)!));
    });
    expect(losses[0]).toBeCloseTo(7.157, 3);
    expect(ways[1]!.map((value) => Number(value.toFixed(3)))).toEqual(first);
    expect(losses[20]).toBeCloseTo(at20, 3);
    expect(losses[epoch]).toBeCloseTo(afterEpoch, 3);
    expect(losses.findIndex((value) => value < 1.1 * LOWEST)).toBe(reached);
  });

  it('can leave out the ragged batch of an epoch, and have a point far off', async () => {
    const whole = await watchRun('line-three-ways', { batch: 8 });
    const short = await watchRun('line-three-ways', { batch: 8, dropLast: true });
    expect([whole.setup.loader.length, short.setup.loader.length]).toEqual([7, 6]);
    // The same shuffle, so the same way for six updates; the seventh hears other examples.
    await Promise.all([whole.to(6), short.to(6)]);
    expect(theta(short)).toEqual(theta(whole));
    await Promise.all([whole.to(7), short.to(7)]);
    expect(theta(short)).not.toEqual(theta(whole));
    // One of fifty points, at x near 3, is 20 higher: the slope of the whole line follows it.
    const pulled = await watchRun('line-three-ways', { outlier: 20 });
    await pulled.to(300);
    expect(theta(pulled)[1]!).toBeGreaterThan(2.3);
  });

  it('hovers where single examples pull it about', async () => {
    const run = await watchRun('line-three-ways', { batch: 1 });
    const losses: number[] = [];
    await run.to(2500, () => losses.push(loss(theta(run))));
    const last = losses.slice(-1500);
    expect(last.reduce((sum, value) => sum + value, 0) / last.length).toBeCloseTo(0.481, 3);
    expect(run.setup.loader.length * run.setup.epochs).toBe(2500);
  });

  it('explodes beyond 0.331, and at 0.1 the bias first goes the wrong way', async () => {
    const reach = async (lr: number, steps: number): Promise<number> => {
      const run = await watchRun('line-three-ways', { lr });
      await run.to(steps);
      return loss(theta(run));
    };
    expect(await reach(0.33, 300)).toBeCloseTo(0.373, 2);
    expect(await reach(0.34, 51)).toBeGreaterThan(1000);
    expect(theta(await watchRun('line-three-ways', { start: [-1.254, 0], freeze: true }))).toEqual([
      Math.fround(-1.254),
      0,
    ]);
  });

  it('with the bias frozen halves the distance, or lands, or ping-pongs: the factor is 1 - 4.994 η', async () => {
    for (const [lr, factor] of [
      [0.1, 0.501],
      [0.2, 0.001],
      [0.3, -0.498],
      [0.4, -0.998],
      [0.5, -1.497],
    ] as const) {
      const run = await watchRun('line-three-ways', { lr, start: [-1.254, 0], freeze: true });
      await run.to(1);
      expect((theta(run)[1]! - 2.0643) / -2.0643).toBeCloseTo(factor, 2);
      expect(theta(run)[0]).toBe(Math.fround(-1.254));
    }
  });

  it('shows what each example says: 7 of 50 pull against the mean, and at the lowest point none is silent', async () => {
    const run = await watchRun('line-three-ways');
    const events: TraceEvent[] = [];
    const stop = listen((event) => events.push(event), {
      observes: ['fullLoss', 'exampleGradients', 'exampleLosses', 'surface'],
    });
    await run.to(1);
    stop();
    const slopes = seen(events, 'exampleGradients'); // [50, 2]
    const mean = [0, 1].map(
      (column) => slopes.reduce((sum, slope, at) => sum + (at % 2 === column ? slope : 0), 0) / 50,
    );
    const against = Array.from({ length: 50 }, (_, i) => slopes[2 * i]! * mean[0]! + slopes[2 * i + 1]! * mean[1]! < 0);
    expect(against.filter(Boolean)).toHaveLength(7);
    expect(seen(events, 'fullLoss')[0]).toBeCloseTo(7.157, 3);
    const each = seen(events, 'exampleLosses');
    expect(each.reduce((sum, value) => sum + value, 0) / 50).toBeCloseTo(7.157, 3);
    const surface = seen(events, 'surface');
    expect(surface).toHaveLength(61 * 61);
    expect(surface[12 * 61 + 36]).toBeCloseTo(loss([0, 0]), 10); // row 12: θ1 = 0, column 36: θ0 = 0
    expect(Math.min(...surface)).toBeGreaterThan(0.269);
  });

  it('a batch errs as the law says: 9.80, 4.76, 2.05 for 1, 4, 16 at the start, less at the lowest point, nothing for all', async () => {
    const errors = async (start: readonly number[]): Promise<Map<number, readonly number[]>> => {
      const run = await watchRun('line-three-ways', { start });
      const events: TraceEvent[] = [];
      const stop = listen((event) => events.push(event), { observes: ['batchErrors'] });
      await run.to(1);
      stop();
      const rows = seen(events, 'batchErrors');
      return new Map(
        Array.from({ length: rows.length / 3 }, (_, i) => [rows[3 * i]!, rows.slice(3 * i + 1, 3 * i + 3)]),
      );
    };
    const above = await errors([0, 0]);
    expect([...above.keys()]).toEqual([1, 2, 4, 8, 16, 32, 50]);
    for (const [size, measured, law] of [
      [1, 9.8, 9.91],
      [4, 4.76, 4.8],
      [16, 2.05, 2.06],
      [50, 0, 0],
    ] as const) {
      expect(above.get(size)![0]).toBeCloseTo(measured, 2);
      expect(above.get(size)![1]).toBeCloseTo(law, 2);
    }
    const lowest = await errors([-1.254, 2.064]);
    for (const [size, measured] of [
      [1, 1.83],
      [4, 0.88],
      [16, 0.39],
    ] as const)
      expect(lowest.get(size)![0]).toBeCloseTo(measured, 2);
  });

  it('the cut is the surface along one parameter, and a landing place lies on it', async () => {
    const run = await watchRun('line-three-ways', { start: [-1.254, 0] });
    const events: TraceEvent[] = [];
    const stop = listen((event) => events.push(event), { observes: ['cut', 'landings'] });
    await run.to(1);
    stop();
    const [cut, landings] = [seen(events, 'cut'), seen(events, 'landings')];
    expect(cut).toHaveLength(71);
    expect(cut[15]).toBeCloseTo(loss([Math.fround(-1.254), 0]), 10); // θ1 = 0
    const factors = Array.from({ length: 5 }, (_, i) => (landings[3 * i + 1]! - 2.0643) / -2.0643);
    for (const [i, factor] of [0.501, 0.001, -0.498, -0.998, -1.497].entries())
      expect(factors[i]).toBeCloseTo(factor, 2);
    for (let i = 0; i < 5; i++)
      expect(landings[3 * i + 2]).toBeCloseTo(loss([Math.fround(-1.254), landings[3 * i + 1]!]), 10);
  });

  it('makes none of this while nobody asks for it', async () => {
    const run = await watchRun('line-three-ways');
    const names: string[] = [];
    const stop = listen((event) => event.type === 'observed' && names.push(event.name), { observes: ['fullLoss'] });
    await run.to(2);
    stop();
    expect(names).toEqual(['fullLoss', 'fullLoss']);
  });
});

describe('sine-frequency', () => {
  it('stays in the wrong valley with all examples, and crosses the ridge with one at a time', async () => {
    const all = await watchRun('sine-frequency', { batch: 40 });
    await all.to(800);
    expect(parametersOf(all)[0]).toBeCloseTo(6.33, 2);
    for (const [orderSeed, crossed] of [
      [1, 312],
      [2, 505],
    ] as const) {
      const one = await watchRun('sine-frequency', { orderSeed });
      let first = -1;
      await one.to(800, (made) => {
        if (first < 0 && parametersOf(one)[0]! < 4.47) first = made;
      });
      expect(first).toBe(crossed);
      expect(parametersOf(one)[0]).toBeCloseTo(2.5, 0);
    }
    const quiet = await watchRun('sine-frequency', { orderSeed: 1, lr: 0.05 });
    await quiet.to(800);
    expect(parametersOf(quiet)[0]).toBeGreaterThan(6);
  });

  it('starts from a loss of 1.4098 and a slope of -0.9196 at θ = 5', async () => {
    const run = await watchRun('sine-frequency', { batch: 40 });
    const events: TraceEvent[] = [];
    const stop = listen((event) => events.push(event));
    await run.to(1);
    stop();
    expect(run.losses[0]).toBeCloseTo(1.4098, 4);
    const slopes = seen(events, 'exampleGradients');
    expect(slopes.reduce((sum, slope) => sum + slope, 0) / 40).toBeCloseTo(-0.9196, 4);
    const surface = seen(events, 'surface');
    const lowest = surface.indexOf(Math.min(...surface));
    expect(-1 + (10 * lowest) / 400).toBeCloseTo(2.53, 1);
    expect(surface[lowest]).toBeCloseTo(0.012, 3);
  });
});
