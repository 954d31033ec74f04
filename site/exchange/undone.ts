/** Try something that moves a run, a step, say, and put the run back as it was. */
import { type Cursor, captureState, restoreState, type TrainingSetup } from '#framework';

export function undone<R>(setup: TrainingSetup, run: () => R): R {
  const before = captureState(setup, standing(setup));
  const mode = setup.model.training;
  try {
    return run();
  } finally {
    restoreState(setup, before);
    setup.model.train(mode);
    setup.model.zeroGrad();
  }
}

/** Where a run stands that nobody told us about: as many steps as its schedules made, or its optimizers. */
function standing({ schedulers = {}, optimizers, loader }: TrainingSetup): Cursor {
  const scheduled = Object.values(schedulers).map((scheduler) => scheduler.stateDict().steps);
  const updated = Object.values(optimizers).flatMap((optimizer) => optimizer.stateDict().steps);
  const step = scheduled[0] ?? Math.max(0, ...updated);
  return { step, epoch: Math.floor(step / loader.length), batch: step % loader.length };
}
