import { beforeAll, describe, expect, it } from 'vitest';
import observations from '#framework/runs/linearObservations.ts?raw';
import type { StepMetrics, StepTrace } from '../../../player/protocol.ts';
import { Timeline } from '../../../player/Timeline.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { parseTrack } from '../../../player/trackText.ts';
import { contour, levelsOf } from '../../optimization/contours.ts';
import { against, curvatures, descentOf, examplesRead, PLANE, wayTo, weightCurvature } from './descent.ts';

/** The grid as the framework's file writes it: `LINE_GRID … = { bias: [-3, 2], weight: [-1, 4], size: 61 }`. */
const [bias, weight, size] = (/LINE_GRID.*= \{ bias: (.*), weight: (.*), size: (\d+) \}/.exec(observations) ?? [])
  .slice(1)
  .map((text) => JSON.parse(text) as unknown);

const OBSERVES = ['surface', 'fullLoss', 'exampleLosses', 'exampleGradients'];

/** A step of a track, and what every step up to it said. */
async function walk(
  track: string,
  step: number,
): Promise<{ trace: StepTrace; metrics: StepMetrics[]; info: Timeline['tracks'][0]['info'] }> {
  const metrics: StepMetrics[] = [];
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    [parseTrack(track) as TrackSpec],
    { onMetrics: (_, entry) => metrics.push(entry), onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  timeline.look({ observes: OBSERVES });
  const [trace] = (await timeline.show(step)) ?? [];
  return { trace: trace!, metrics, info: timeline.tracks[0]!.info };
}

let start: StepTrace;
let few: Awaited<ReturnType<typeof walk>>;
beforeAll(async () => {
  start = (await walk('line-three-ways.7', 0)).trace;
  few = await walk('line-three-ways.7(batch=8)', 22);
}, 60_000);

describe('descentOf', () => {
  it('reads the points back out of their gradients: the ones that the batch brought', () => {
    const { examples } = descentOf(start)!;
    const [x, y] = [start.tensors.get(start.inputs)!.values, start.tensors.get(start.targets)!.values];
    expect(examples).toHaveLength(50);
    for (const [i, example] of examples.entries()) {
      expect(example!.x).toBeCloseTo(x[i]!, 5);
      expect(example!.y).toBeCloseTo(y[i]!, 5);
    }
  });

  it('the optimizer’s gradient is the mean of the votes: of all, or of the batch', () => {
    const all = descentOf(start)!;
    for (const axis of [0, 1] as const) expect(all.gradient[axis]).toBeCloseTo(all.mean[axis], 5);
    expect(all.after[0]).toBeCloseTo(0.174, 3);
    expect(all.after[1]).toBeCloseTo(0.773, 3);
    const eight = descentOf(few.trace)!;
    expect(eight.batch).toHaveLength(8);
    for (const axis of [0, 1] as const) {
      const mean = eight.batch.reduce((sum, i) => sum + eight.examples[i]!.gradient[axis], 0) / 8;
      expect(eight.gradient[axis]).toBeCloseTo(mean, 4);
      expect(eight.after[axis]).toBeCloseTo(eight.theta[axis] - eight.lr * eight.gradient[axis], 6);
    }
  });

  it('seven of fifty pull against the mean at the start', () => {
    expect(against(descentOf(start)!)).toHaveLength(7);
  });

  it('the surface lies where the framework says, and passes through the loss at the start', () => {
    expect([PLANE.bias, PLANE.weight]).toEqual([bias, weight]);
    const { surface, fullLoss } = descentOf(start)!;
    expect(surface!.size).toBe(size);
    expect(surface!.values[12 * 61 + 36]).toBeCloseTo(fullLoss, 6); // row 12: θ1 = 0, column 36: θ0 = 0
  });

  it('the edge is 2/λ: 0.33 falls, 0.34 explodes', async () => {
    const [flat, steep] = curvatures(descentOf(start)!)!;
    expect(2 / steep).toBeCloseTo(0.331, 3);
    expect(2 / (flat + steep)).toBeCloseTo(0.286, 3);
    expect(1 - 0.1 * weightCurvature(descentOf(start)!)!).toBeCloseTo(0.501, 3);
    const [below, above] = [await walk('line-three-ways.7(lr=0.33)', 60), await walk('line-three-ways.7(lr=0.34)', 60)];
    expect(below.metrics[60]!.loss).toBeLessThan(below.metrics[0]!.loss);
    expect(above.metrics[60]!.loss).toBeGreaterThan(1000);
  });

  it('a frozen bias stays where it is used', async () => {
    const { trace } = await walk('line-three-ways.7(start=-1.25|0,freeze=true)', 1);
    const { theta, after, gradient } = descentOf(trace)!;
    expect([theta[0], after[0], gradient[0]]).toEqual([-1.25, -1.25, 0]);
    expect(after[1]).not.toBe(theta[1]);
  });
});

describe('wayTo', () => {
  it('holds a place for every step, whether it was looked at or not, and ends where the step stands', () => {
    const way = wayTo(few.metrics, 22);
    expect(way).toHaveLength(23);
    expect(way[0]).toEqual([0, 0]);
    expect(way[22]).toEqual(descentOf(few.trace)!.theta);
    expect(wayTo(few.metrics, 3)).toHaveLength(4);
  });
});

describe('examplesRead', () => {
  it('counts a short last batch as what it is', () => {
    expect(examplesRead(few.info, 7)).toBe(50);
    expect(examplesRead(few.info, 8)).toBe(58);
    expect(examplesRead({ config: { batchSize: 50, examples: 50 }, stepsPerEpoch: 10 }, 3)).toBe(150);
    expect(examplesRead({ config: { batchSize: 8, examples: 50 }, stepsPerEpoch: 6 }, 7)).toBe(56); // two of fifty never read
  });
});

describe('contour', () => {
  it('of a cone is a circle of its height', () => {
    const size = 21;
    const cone = Float64Array.from({ length: size * size }, (_, at) =>
      Math.hypot((at % size) - 10, Math.floor(at / size) - 10),
    );
    const pieces = contour(cone, size, 6);
    expect(pieces.length).toBeGreaterThan(20);
    for (const [x0, y0] of pieces) expect(Math.hypot(x0 - 10, y0 - 10)).toBeCloseTo(6, 1);
    expect(contour(cone, size, -1)).toEqual([]);
  });

  it('levels stand above the lowest place', () => {
    const levels = levelsOf([3, 2, 5]);
    expect(levels[0]).toBeCloseTo(2.2, 12);
    expect(levels.every((level, i) => i === 0 || level > levels[i - 1]!)).toBe(true);
  });
});
