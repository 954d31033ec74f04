import { expect, it } from 'vitest';
import { captureState, findRun, type KnobValues, restoreState, type TrainingSetup } from '#framework';
import { COLLAPSE, FORKED_AT, forks, LOOKED_AT, started } from './check.ts';

const build = (seed: number, knobs: KnobValues): Promise<TrainingSetup> => findRun('ring-gan').build({ seed, knobs });

/** Steps from one to another; calls `look` behind those that it is wanted for. */
function train(setup: TrainingSetup, from: number, to: number): void {
  const { loader } = setup;
  for (let step = from; step < to; step++) {
    const [batch] = loader.epoch(Math.floor(step / loader.length), step % loader.length);
    setup.step(batch!);
  }
}

const served = (setup: TrainingSetup): number => setup.evaluate()['modes']!;

/** The collapse up to the fork, then each of these to the look. */
async function forkedFrom(seed: number, ids: readonly string[]): Promise<Record<string, number>> {
  const parent = await build(seed, COLLAPSE);
  train(parent, 0, FORKED_AT);
  const found: Record<string, number> = {};
  const cursor = { step: FORKED_AT, epoch: FORKED_AT / parent.loader.length, batch: 0 };
  const state = captureState(parent, cursor);
  for (const id of ids) {
    const fork = await build(seed, { ...COLLAPSE, ...forks[id]!.knobs });
    const rates = Object.entries(fork.optimizers).map(([name, { lr }]) => [name, lr] as const);
    restoreState(fork, state);
    for (const [name, lr] of rates) fork.optimizers[name]!.lr = lr;
    train(fork, FORKED_AT, LOOKED_AT);
    found[id] = served(fork);
  }
  return found;
}

it('the forks of seed 7 do what is told of them', { timeout: 240_000 }, async () => {
  const told = Object.fromEntries(Object.entries(forks).map(([id, fork]) => [id, fork.served[7]]));
  expect(await forkedFrom(7, Object.keys(forks))).toEqual(told);
});

it('the healers heal another seed', { timeout: 120_000 }, async () => {
  const ids = ['stronger-discriminator', 'both'];
  expect(await forkedFrom(3, ids)).toEqual(Object.fromEntries(ids.map((id) => [id, forks[id]!.served[3]])));
});

it('the pair that heals sticks when one starts with it', { timeout: 120_000 }, async () => {
  const setup = await build(7, forks['both']!.knobs);
  const seen: number[] = [];
  for (const [i, at] of started.at.entries()) {
    train(setup, started.at[i - 1] ?? 0, at);
    seen.push(served(setup));
  }
  expect(seen).toEqual(started.served);
});
