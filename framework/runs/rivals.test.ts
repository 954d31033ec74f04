// What lesson 21 says about ring-gan, with seed 7: separate rates, collapse, and how the two players' passes are told.

import { describe, expect, it } from 'vitest';
import { listen } from '../index.ts';
import { parametersOf, watchRun } from './lessonFigures.ts';

const modesOf = (metrics: Readonly<Record<string, number>>): number => metrics['modes']!;

describe('ring-gan', () => {
  it('serves four clouds at 800, six at 1000 and all eight at 1200', { timeout: 60_000 }, async () => {
    const run = await watchRun('ring-gan');
    const seen: Record<number, number> = {};
    await run.to(1200, (made) => {
      if ([600, 800, 1000, 1200].includes(made)) seen[made] = modesOf(run.setup.evaluate());
    });
    expect(seen).toEqual({ 600: 0, 800: 4, 1000: 6, 1200: 8 });
  });

  it('never serves more than two where the generator is much faster', { timeout: 60_000 }, async () => {
    const run = await watchRun('ring-gan', { generatorLr: 5e-3, discriminatorLr: 2e-4 });
    let most = 0;
    await run.to(900, (made) => {
      if (made % 100 === 0) most = Math.max(most, modesOf(run.setup.evaluate()));
    });
    expect(most).toBeLessThanOrEqual(2);
  });

  it('begins with a discriminator that knows nothing: 2 ln 2', async () => {
    const run = await watchRun('ring-gan');
    await run.to(1);
    expect(run.metrics[0]!['discriminatorLoss']).toBeCloseTo(2 * Math.LN2, 1);
  });

  it('moves one player in each of its passes, with as many updates as asked for', async () => {
    const run = await watchRun('ring-gan', { discriminatorSteps: 3, generatorSteps: 2 });
    const updates: Record<string, number> = {};
    const losses: string[] = [];
    const stop = listen((event) => {
      if (event.type === 'param.update') {
        const key = `${event.pass} moves ${event.label.split('.')[0]}`;
        updates[key] = (updates[key] ?? 0) + 1;
      } else if (event.type === 'loss') losses.push(event.pass);
    });
    await run.to(1);
    stop();
    expect(updates).toEqual({ 'discriminator.fake moves discriminator': 18, 'generator moves generator': 12 });
    const turn = ['discriminator.real', 'discriminator.fake'];
    expect(losses).toEqual([...turn, ...turn, ...turn, 'generator', 'generator']);
  });

  it('has the saturating loss of the game itself as a switch', async () => {
    const [steep, flat] = [await watchRun('ring-gan'), await watchRun('ring-gan', { loss: 'saturating' })];
    for (const run of [steep, flat]) await run.to(1);
    expect(flat.losses[0]).toBeLessThan(0); // log(1 - D) of a discriminator that is not sure
    expect(steep.losses[0]).toBeGreaterThan(0);
    expect(parametersOf(flat)).not.toEqual(parametersOf(steep));
  });
});
