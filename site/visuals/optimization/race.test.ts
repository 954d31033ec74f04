import { describe, expect, it } from 'vitest';
import valley from '#framework/runs/valley.ts?raw';
import type { StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { ballOf, type Lane, laneOf, rolled, scopesOf, VALLEY } from './race.ts';
import { racersOf } from './racers.ts';

async function walk(
  specs: readonly TrackSpec[],
  step: number,
): Promise<{ traces: readonly StepTrace[]; metrics: readonly StepMetrics[][] }> {
  const metrics: StepMetrics[][] = specs.map(() => []);
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    specs,
    {
      onMetrics: (track, entry) => metrics[track]!.push(entry),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  timeline.look({ observes: ['surface'] });
  return { traces: (await timeline.show(step)) as StepTrace[], metrics };
}

const total = ({ parts }: Lane): number => parts.reduce((sum, { along }) => sum + along, 0);

describe('the race over the valley', () => {
  const race = walk(racersOf('valley', 7), 3);

  it('draws the rectangle that the run observes', () => {
    const [a, b, size] = /VALLEY_GRID = \{ a: (.*), b: (.*), size: (\d+) \}/
      .exec(valley)!
      .slice(1)
      .map((text) => JSON.parse(text));
    expect({ a, b }).toEqual(VALLEY);
    expect(size).toBe(61);
  });

  it('every rule starts at (−4, 1), and where it rolled is what each step said', async () => {
    const { traces, metrics } = await race;
    for (const [i, trace] of traces.entries()) {
      const way = rolled(metrics[i]!, trace.step);
      expect(way).toHaveLength(4);
      expect(way[0]).toEqual([-4, 1]);
      const ball = ballOf(trace)!;
      expect(way.at(-1)).toEqual(ball.at);
      expect(ball.chain.at(-1)!.to[0]).toBeCloseTo(ball.after[0], 6);
      expect(ball.chain.at(-1)!.to[1]).toBeCloseTo(ball.after[1], 6);
    }
  });

  it('plain descent is all gradient: a goes by 1 − η, b by 1 − 25 η', async () => {
    const { traces } = await race;
    const [x, y] = ballOf(traces[0]!)!.at;
    expect(x).toBeCloseTo(-4 * (1 - 0.075) ** 3, 5);
    expect(y).toBeCloseTo((1 - 25 * 0.075) ** 3, 5);
    const lane = laneOf(traces[0]!, null)!;
    expect(lane.parts).toHaveLength(1);
    expect(lane.scale).toBeCloseTo(1, 5);
    expect(lane.angle).toBeLessThan(0.1);
    expect(lane.change).toBeCloseTo(0.075 * lane.gradient, 5);
  });

  it('the velocity of b after three steps of momentum is 12.5, as the storyboard has it', async () => {
    const { traces } = await walk(racersOf('valley', 7).slice(1, 2), 2);
    const lane = laneOf(traces[0]!, 'b')!;
    expect(lane.change).toBeCloseTo(0.1 * 12.5, 4);
  });

  it('the parts add up to the step, of one parameter and of all', async () => {
    const { traces } = await race;
    for (const trace of traces)
      for (const scope of scopesOf(trace)) {
        const lane = laneOf(trace, scope)!;
        expect(total(lane)).toBeCloseTo(lane.change, 5);
      }
  });

  it('Adam’s first step is η in each coordinate, whatever the slopes', async () => {
    const { traces } = await walk(racersOf('valley', 7).slice(3), 0);
    for (const scope of ['a', 'b']) expect(laneOf(traces[0]!, scope)!.change).toBeCloseTo(0.3, 5);
    // ∂f/∂b = 25 and ∂f/∂a = −4: what makes both steps equally long divides the gradient by its own size.
    expect(laneOf(traces[0]!, 'b')!.scale).toBeCloseTo(1 / 25, 5);
    expect(laneOf(traces[0]!, 'a')!.scale).toBeCloseTo(1 / 4, 5);
  });
});

describe('the race of a real network', () => {
  it('starts from the same weights and batches, and its lengths are those that the updates recorded', async () => {
    const { traces } = await walk(racersOf('spiral-mlp', 7), 0);
    expect(traces).toHaveLength(4);
    for (const trace of traces) {
      expect(trace.loss).toBe(traces[0]!.loss);
      expect(trace.batchIds).toEqual(traces[0]!.batchIds);
      expect(ballOf(trace)).toBeNull();
      const lane = laneOf(trace, '0.weight')!;
      const { norms } = trace.updates.find(({ label }) => label === '0.weight')!;
      expect(lane.change).toBeCloseTo(norms.change, 6);
      expect(lane.gradient).toBeCloseTo(norms.gradient, 6);
      const whole = laneOf(trace, null)!;
      expect(whole.change).toBeCloseTo(Math.hypot(...trace.updates.map((update) => update.norms.change)), 6);
      expect(total(whole)).toBeCloseTo(whole.change, 5);
    }
    expect(laneOf(traces[3]!, null)!.change).toBeCloseTo(0.03 * Math.sqrt(1218), 3);
  });
});
