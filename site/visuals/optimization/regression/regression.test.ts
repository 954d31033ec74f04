import { beforeAll, describe, expect, it } from 'vitest';
import { Generator, generateLine } from '#framework';
import type { StepTrace } from '../../../player/protocol.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { heights, TRUTH } from './lineRule.ts';
import { lineThrough, placeAt, planeOf } from './paintSquares.ts';
import { patterns } from './patterns.ts';
import { parametersOf } from './planeInputs.ts';
import { planeTruth } from './planeTruth.ts';
import { apart, closedForm, meanSquare, type Regression, regressionOf, residual, slopes, wayOf } from './regression.ts';
import { seedPoints } from './seedPoints.ts';

const nothing = (): void => {};

async function traceAt(text: string, step: number): Promise<StepTrace> {
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([parseTrack(text) as TrackSpec], quiet);
  const [trace] = (await timeline.show(step))!;
  timeline.close();
  return trace!;
}

const specOf = (text: string): TrackSpec => parseTrack(text) as TrackSpec;
const LINE = 'line-regression.7(batch=50,examples=50)';

describe('a line, as a step shows it', () => {
  let line: Regression;
  beforeAll(async () => {
    line = regressionOf(await traceAt(LINE, 0))!;
  });

  it('has the points of the run, and the loss and gradient that the ops say', () => {
    const { inputs, targets } = generateLine(50, new Generator(7).fork('train'));
    expect(line.rows.map(({ x }) => x[0])).toEqual(Array.from(inputs.dataSync()));
    expect(line.rows.map(({ y }) => y)).toEqual(Array.from(targets.dataSync()));
    expect(meanSquare(line.theta, line.rows)).toBeCloseTo(line.loss, 5);
    for (const [p, slope] of slopes(line.theta, line.rows).entries()) expect(slope).toBeCloseTo(line.gradient[p]!, 5);
    expect(line.after[0]).toBeCloseTo(line.theta[0]! - 0.1 * line.gradient[0]!, 6);
  });

  it('is read where the bias is frozen, which then has no gradient and stays', async () => {
    const frozen = regressionOf(await traceAt('line-regression.7(batch=50,examples=50,freeze=true,begins=far)', 30))!;
    expect(frozen.theta[0]).toBe(3);
    expect([frozen.after[0], frozen.gradient[0]]).toEqual([3, 0]);
    expect(frozen.theta[1]).not.toBe(0);
  });

  it('follows a pointer: through it, round the other end, or up and down in the middle', () => {
    const room = { side: 400, em: 16 };
    const { plane } = planeOf(line.rows, room);
    const place = placeAt(line.rows, room, plane.x(1.5), plane.y(2));
    expect(place[0]).toBeCloseTo(1.5, 9);
    expect(place[1]).toBeCloseTo(2, 9);
    const [bias, weight] = lineThrough(line.rows, room, [0, 1], [1.5, 2]);
    expect(bias + 1.5 * weight).toBeCloseTo(2, 9);
    expect(bias - 2 * weight).toBeCloseTo(-2, 9);
    expect(lineThrough(line.rows, room, [0, 1], [0.1, 2])[1]).toBe(1);
  });

  it('is none where a step is no regression', async () => {
    expect(regressionOf(await traceAt('clouds-logistic.7', 0))?.theta.length ?? 3).toBe(3);
    expect(regressionOf(await traceAt('spiral-mlp.7', 0))).toBeNull();
  });
});

describe('a plane', () => {
  it('is read from its columns, and its equations are met', async () => {
    const plane = regressionOf(await traceAt('plane-regression.7', 4))!;
    expect(plane.rows).toHaveLength(200);
    expect(meanSquare(plane.theta, plane.rows)).toBeCloseTo(plane.loss, 5);
    for (const [p, slope] of slopes(plane.theta, plane.rows).entries())
      expect(slope).toBeCloseTo(plane.gradient[p]!, 5);
    const best = closedForm(plane.rows)!;
    for (const slope of slopes(best, plane.rows)) expect(Math.abs(slope)).toBeLessThan(1e-10);
    expect(best.map((value) => value.toFixed(3))).toEqual(['-1.044', '2.020', '-1.010', '0.481', '-0.021']);
  });

  it('knows what its data were made with, by its inputs', async () => {
    const truth = await planeTruth();
    expect(truth).toEqual([-1, 2, -1, 0.5, 0]);
    const of = (text: string) => parametersOf(specOf(text), truth);
    expect(of('plane-regression.7').map((one) => one.truth)).toEqual(truth);
    expect(of('plane-regression.7(inputs=without-first)').map(({ name }) => name)).toEqual(['θ₀', 'θ₂', 'θ₃', 'θ₄']);
    expect(of('plane-regression.7(inputs=first-twice)')).toEqual([
      { name: 'θ₀', truth: -1 },
      { name: 'θ₁', truth: null },
      { name: 'θ₂', truth: -1 },
      { name: 'θ₃', truth: 0.5 },
      { name: 'θ₁′', truth: null },
    ]);
  });

  it('has no single answer with an input given twice, or with fewer examples than parameters; a plain one has', async () => {
    for (const text of ['plane-regression.7(inputs=first-twice)', 'plane-regression.7(examples=3)'])
      expect(closedForm(regressionOf(await traceAt(text, 0))!.rows), text).toBeNull();
    const without = regressionOf(await traceAt('plane-regression.7(inputs=without-first)', 0))!;
    expect(closedForm(without.rows)).toHaveLength(4);
  });

  it('says where it stood before every step', async () => {
    const said: Parameters<typeof wayOf>[0][number][] = [];
    const timeline = await Timeline.open([specOf('plane-regression.7')], {
      onMetrics: (_, entry) => said.push(entry),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    });
    const [trace] = (await timeline.show(5))!;
    timeline.close();
    const way = wayOf(said, 5);
    expect(way.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(apart(way[5]!.theta, regressionOf(trace!)!.theta)).toBe(0);
  });
});

describe('what the page is built with', () => {
  it('the rule gives the points of the run', () => {
    const { inputs, targets } = generateLine(50, new Generator(7).fork('train'), { noise: 0.3 });
    const seed = seedPoints(50);
    expect(seed.x).toEqual(Array.from(inputs.dataSync()));
    for (const [i, y] of heights(seed, TRUTH).entries()) expect(y).toBeCloseTo(targets.dataSync()[i]!, 5);
  });

  it('a line leaves noise of a straight truth, a bow of a curved one, and noise again where x² is an input', () => {
    const { straight, curved, squared } = patterns();
    expect(Math.abs(straight.bow)).toBeLessThan(0.5);
    expect(curved.bow).toBeGreaterThan(0.8);
    expect(Math.abs(squared.bow)).toBeLessThan(1e-6);
    expect(curved.loss).toBeGreaterThan(3 * straight.loss);
    expect(squared.loss).toBeLessThanOrEqual(straight.loss);
    for (const { residuals } of [straight, curved, squared])
      expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(1e-9);
  });

  it('a residual is prediction minus target', () => {
    expect(residual([1, 2], { x: [3], y: 4 })).toBe(3);
  });
});
