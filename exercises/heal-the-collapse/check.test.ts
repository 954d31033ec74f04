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
    // A state belongs to its options; a fork takes it over with its own.
    const { config } = captureState(fork, cursor).manifest;
    restoreState(fork, { ...state, manifest: { ...state.manifest, config } });
    for (const [name, lr] of rates) fork.optimizers[name]!.lr = lr;
    train(fork, FORKED_AT, LOOKED_AT);
    found[id] = served(fork);
  }
  return found;
}

// All of them take a minute: CHALKGRAD_ALL_FORKS=1 npx vitest run exercises/heal-the-collapse
const isWhole = process.env['CHALKGRAD_ALL_FORKS'] !== undefined;
const all = Object.keys(forks);

it('the forks of seed 7 do what is told of them', { timeout: 240_000 }, async () => {
  const ids = isWhole ? all : ['slower-generator', 'stronger-discriminator', 'both'];
  expect(await forkedFrom(7, ids)).toEqual(Object.fromEntries(ids.map((id) => [id, forks[id]!.served[7]])));
});

it.each(isWhole ? [0, 1, 2, 3] : [3])('the healers heal seed %i, too', { timeout: 120_000 }, async (seed) => {
  const ids = isWhole ? ['stronger-discriminator', 'both'] : ['both'];
  expect(await forkedFrom(seed, ids)).toEqual(Object.fromEntries(ids.map((id) => [id, forks[id]!.served[seed]])));
});

it('the pair that heals sticks when one starts with it', { timeout: 120_000 }, async () => {
  const setup = await build(7, forks['both']!.knobs);
  const seen: number[] = [];
  const looks = isWhole ? started.at : started.at.slice(0, 2);
  for (const [i, at] of looks.entries()) {
    train(setup, started.at[i - 1] ?? 0, at);
    seen.push(served(setup));
  }
  expect(seen).toEqual(started.served.slice(0, looks.length));
});
