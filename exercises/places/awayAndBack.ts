/**
 * In the middle of its second epoch a network is written as a file, forgotten, and read back: where an answer that writes or reads weights takes part
 * in a run. Adapters use it, on the side where answers run.
 */
import { noGrad, type Tensor, type TrainingSetup } from '#framework';

type Weights = Readonly<Record<string, Tensor>>;

/** `travel`: the weights by name → what came back of them, in the order of their elements. Errors: something missing, or of another shape. */
export function awayAndBack(
  { model }: TrainingSetup,
  travel: (
    weights: Weights,
  ) => Readonly<Record<string, { readonly shape: readonly number[]; readonly data: ArrayLike<number> }>>,
): void {
  const weights: Weights = model.stateDict();
  const back = travel(weights);
  noGrad(() => {
    for (const [name, one] of Object.entries(weights)) {
      const came = back[name];
      if (came === undefined) throw new TypeError(`${name} did not come back`);
      if (came.shape.join() !== one.shape.join() || came.data.length !== one.size)
        throw new TypeError(`${name} of shape [${one.shape.join(', ')}] came back as [${came.shape.join(', ')}]`);
      one.copyFrom_(Float32Array.from(came.data));
    }
  });
}
