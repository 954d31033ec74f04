/**
 * Every run's models with weights that are anything but their first ones, for tests and for the committed answers of ONNX Runtime: the seed's
 * weights, shaken by numbers of a stream of their own, so that biases are not 0 and statistics not 1, on every machine alike.
 */
import {
  type Bytes,
  ChalkgradError,
  Generator,
  type KnobValues,
  noGrad,
  type Run,
  runs,
  type Tensor,
} from '#framework';
import { onnxFiles } from '../exportRun.ts';
import type { Runnable } from '../graph.ts';

export interface ExampleModel {
  /** `digits-cnn`, `ring-gan.generator`. */
  readonly name: string;
  readonly model: Runnable;
  readonly file: Bytes;
  readonly inputs: (examples: number) => readonly Tensor[];
}

/** Runs that have no model, and say so. */
export const WITHOUT_MODEL: readonly string[] = ['xor-scalars', 'valley'];

export const runsWithModel = (): readonly Run[] => runs.filter(({ name }) => !WITHOUT_MODEL.includes(name));

/** Of one run, in evaluation mode. */
export async function exampleModels(run: Run, knobs: KnobValues = {}): Promise<readonly ExampleModel[]> {
  const setup = await run.build({ seed: 7, examples: 12, testExamples: 8, batchSize: 6, knobs });
  const stream = new Generator(7).fork('shaken');
  noGrad(() => {
    for (const [name, tensor] of Object.entries(setup.model.stateDict())) {
      const isVariance = name.endsWith('running_var');
      const shaken = Float64Array.from(tensor.dataSync(), (value) =>
        isVariance ? value * (0.5 + stream.uniform()) : value + 0.1 * (2 * stream.uniform() - 1),
      );
      tensor.copyFrom_(shaken);
    }
  });
  setup.model.eval();
  return onnxFiles(setup).map(({ part, bytes }) => ({
    name: part.name === '' ? run.name : `${run.name}.${part.name}`,
    model: part.model,
    file: bytes,
    inputs: part.inputs,
  }));
}

/** What a model of ours answers. Errors: something other than one tensor. */
export function answerOf(model: Runnable, inputs: readonly Tensor[]): Tensor {
  const answer = noGrad(() => model.forward(...inputs));
  const [first] = Array.isArray(answer) ? (answer as Tensor[]) : [answer as Tensor];
  if (first === undefined) throw new ChalkgradError('the model gave no tensor', 'is it a model?');
  return first;
}

/** The largest difference, and the largest number. Errors: other shapes. */
export function apart(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { readonly difference: number; readonly largest: number } {
  if (a.length !== b.length) throw new ChalkgradError(`${a.length} numbers and ${b.length}`, 'compare like with like.');
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(b[i]!));
    if (Number.isNaN(a[i]!) || Number.isNaN(b[i]!)) return { difference: Number.NaN, largest: Number.NaN };
  }
  return { difference, largest };
}
