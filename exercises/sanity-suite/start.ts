import type { TrainingSetup } from '#framework';

/**
 * Whether a training is worth its time, as far as a few steps can tell.
 *
 * build(): the same training from its beginning, as often as you like. What you can use of it: `step(batch)` makes one update and
 * returns { loss }; `evaluate()` returns { loss } on held-out examples; `loader.epoch(0)` gives the batches; `model.parameters()`;
 * `config.classes`; `epochs`.
 */
export function isHealthy(build: () => TrainingSetup): boolean {
  const setup = build();
  // your turn: what should the loss be before training? What must one step change, and an examination not?
  return setup.epochs > 0;
}
