/** The modules of a run that answer by themselves, and what they are fed with: one model, or two players. */
import { ChalkgradError, DataLoader, keep, type Module, Tensor, type TrainingSetup, tensor } from '#framework';
import type { Runnable } from './graph.ts';
import { undone } from './undone.ts';

export interface Part {
  /** Empty where the run has one model; else the player: `generator`. */
  readonly name: string;
  readonly model: Runnable;
  /** So many examples as the run itself hands them to the model, the first ones of its data; more than there are come again. */
  readonly inputs: (examples: number) => readonly Tensor[];
}

const isRunnable = (module: Module): module is Runnable =>
  typeof (module as { forward?: unknown }).forward === 'function';

/**
 * What can be exported of a run. The run makes one step, to see what its models are handed, and is put back as it was.
 *
 * Errors: no module of the run takes tensors and answers.
 */
export function partsOf(setup: TrainingSetup): readonly Part[] {
  const { model } = setup;
  const found: [string, Runnable][] = isRunnable(model)
    ? [['', model]]
    : [...model.namedChildren()].filter((child): child is [string, Runnable] => isRunnable(child[1]));
  const handed = new Map<string, readonly Tensor[]>();
  const stops = found.map(([name, part]) =>
    part.registerForwardPreHook((_, inputs) => {
      if (!handed.has(name)) handed.set(name, copies(inputs));
      return undefined;
    }),
  );
  const [batch] = new DataLoader(setup.loader.dataset, { batchSize: setup.loader.batchSize }).epoch(0);
  try {
    undone(setup, () => setup.step(batch!));
  } finally {
    for (const stop of stops) stop();
  }
  const parts = found.flatMap(([name, part]): Part[] => {
    const inputs = handed.get(name);
    if (inputs === undefined || inputs.length === 0) return [];
    const examples = batch!.ids.length;
    return [{ name, model: part, inputs: (n) => inputs.map((input) => rowsOf(input, axisOf(input, examples), n)) }];
  });
  if (parts.length > 0) return parts;
  throw new ChalkgradError(
    `${setup.name} has no module that takes a tensor and answers`,
    'runs with a model can be exported: npm run train -- --list.',
  );
}

const copies = (inputs: readonly unknown[]): readonly Tensor[] =>
  inputs.filter((input): input is Tensor => input instanceof Tensor).map(copyOf);

const copyOf = (x: Tensor): Tensor => keep(tensor(x.dataSync().slice(), { shape: x.shape, dtype: x.dtype })); // a step may have a scope of its own

/** Along which axis the examples lie: the first, but in a table whose columns are examples. */
const axisOf = ({ shape }: Tensor, examples: number): number =>
  shape[0] !== examples && shape[1] === examples ? 1 : 0;

/** The first so many along an axis, from the beginning again where there are no more. */
function rowsOf(input: Tensor, axis: number, count: number): Tensor {
  const places = Int32Array.from({ length: count }, (_, i) => i % input.shape[axis]!);
  return copyOf(input.indexSelect(axis, tensor(places, { dtype: 'int32' })));
}
