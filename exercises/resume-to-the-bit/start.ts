import type { Cursor, Tensor, TrainingSetup } from '#framework';

/** Whatever you need to go on. */
export interface Saved {
  readonly cursor: Cursor;
  readonly model: Record<string, Tensor>;
}

/** Everything that step n + 1 reads, so that nothing which happens later changes it. */
export function save({ model, optimizers, generators }: TrainingSetup, cursor: Cursor): Saved {
  // your turn: what else is there, and is this a copy?
  return { cursor, model: { ...model.stateDict() } };
}

/** Puts it into another setup of the same run; returns where to go on. */
export function load({ model, optimizers, generators }: TrainingSetup, saved: Saved): Cursor {
  model.loadStateDict(saved.model);
  return saved.cursor;
}
