import {
  type Cursor,
  type GeneratorState,
  type OptimizerState,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';

/** Everything that step n + 1 reads. */
export interface Saved {
  readonly cursor: Cursor;
  readonly model: Record<string, Tensor>;
  readonly optimizers: Record<string, OptimizerState>;
  readonly generators: Record<string, GeneratorState>;
}

const copies = (tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, one]) => [
      name,
      tensor(one.dataSync(), { shape: one.shape, dtype: one.dtype }),
    ]),
  );

export function save({ model, optimizers, generators }: TrainingSetup, cursor: Cursor): Saved {
  return {
    cursor: { ...cursor },
    model: copies(model.stateDict()),
    optimizers: Object.fromEntries(
      Object.entries(optimizers).map(([name, optimizer]) => {
        const { tensors, steps, groups } = optimizer.stateDict();
        return [name, { tensors: copies(tensors), steps: [...steps], groups: structuredClone(groups) }];
      }),
    ),
    generators: Object.fromEntries(Object.entries(generators).map(([name, one]) => [name, one.getState()])),
  };
}

export function load({ model, optimizers, generators }: TrainingSetup, saved: Saved): Cursor {
  model.loadStateDict(saved.model);
  for (const [name, optimizer] of Object.entries(optimizers)) optimizer.loadStateDict(saved.optimizers[name]!);
  for (const [name, generator] of Object.entries(generators)) generator.setState(saved.generators[name]!);
  return { ...saved.cursor };
}
