import { expect, it } from 'vitest';
import { bordersOf } from './borders.ts';
import { stepOf } from './recordedStep.ts';

it('of a GAN is crossed once with a gradient: where the discriminator reads the generator’s points in the generator’s turn', async () => {
  const trace = await stepOf('ring-gan', 1);
  const borders = [...bordersOf(trace)].map(([index, border]) => ({ op: trace.ops[index]!.label, ...border }));
  expect(borders).toEqual([
    { op: 'generator.discriminator.linear1', from: 'generator', to: 'discriminator', isCrossed: true },
  ]);
}, 60_000);

it('of one network is nowhere', async () => {
  expect(bordersOf(await stepOf('line-regression', 1)).size).toBe(0);
});
