import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { arenaOf } from './arena.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await stepOf('ring-gan', 40, ['discriminatorMap', 'coverage', 'clouds']);
}, 60_000);

describe('arenaOf', () => {
  it('finds the generated points, and the gradient that the discriminator sent back to each', () => {
    const arena = arenaOf(trace)!;
    const made = trace.ops.find(({ label }) => label === 'generator.linear3')!;
    const gradient = trace.tensors.get(made.backward!.gradOutput)!;
    expect(arena.generated).toHaveLength(64);
    expect(arena.real).toHaveLength(64);
    expect(arena.generated.map(({ gradient: [x] }) => x)).toEqual(
      [...gradient.values].filter((_: number, i: number) => i % 2 === 0),
    );
    expect(arena.pull).toBeGreaterThan(0);
  });

  it('the gradient is where the loss rises: against it the logit grows, to first order', () => {
    const { generated } = arenaOf(trace)!;
    // −log σ(z) falls as z rises, so every point's logit must be finite and every gradient non-zero.
    expect(generated.every(({ logit, gradient: [x, y] }) => Number.isFinite(logit) && Math.hypot(x, y) > 0)).toBe(true);
  });

  it('the map is the discriminator’s own answer, at the middle of the cells', () => {
    const { map, clouds, coverage } = arenaOf(trace)!;
    expect(map!.side).toBe(40);
    expect([...(map!.values as Float32Array)].every((p) => p > 0 && p < 1)).toBe(true);
    expect(clouds).toHaveLength(8);
    expect(Math.hypot(...clouds[3]!)).toBeCloseTo(1, 5);
    expect(coverage).toHaveLength(8);
  });

  it('has nothing to say of a step without players', async () => {
    expect(arenaOf(await stepOf('spiral-mlp', 0))).toBeNull();
  });
});
