/**
 * The spy: a small linear model in training, with gradients of an update that is still to come. It notes in which mode it is asked,
 * whether a history is recorded, and what of it is different afterwards.
 */
import { Linear, Module, mse, noGrad, type Tensor, tensor } from '#framework';

class Spied extends Module {
  readonly linear: Linear;
  readonly modes: string[] = [];

  constructor(weights: readonly number[], bias: number) {
    super();
    this.linear = new Linear(weights.length, 1);
    noGrad(() => {
      this.linear.weight.copyFrom_([...weights]);
      this.linear.bias!.copyFrom_([bias]);
    });
  }

  forward(x: Tensor): Tensor {
    this.modes.push(modeOf(this));
    return this.linear.forward(x);
  }
}

type Batch = readonly [x: readonly (readonly number[])[], y: readonly number[]];
type Validate = (
  model: Spied,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
) => number;

const modeOf = ({ training }: Module): string => (training ? 'train' : 'eval');

/** Batches that can be walked once, as a loader's can. */
function* batchesOf(batches: readonly Batch[]): Generator<[Tensor, Tensor]> {
  for (const [x, y] of batches) yield [tensor(x as number[][]), tensor(y.map((value) => [value]))];
}

const numbersOf = (tensors: Iterable<Tensor | null>): string =>
  JSON.stringify(Array.from(tensors, (one) => (one === null ? null : [...one.dataSync()])));

/** What an examination returns, in which mode it asks, whether it records, and whether it leaves everything as it was. */
export function drive(
  { validate }: { readonly validate: Validate },
  weights: readonly number[],
  batches: readonly Batch[],
) {
  const model = new Spied(weights.slice(1), weights[0]!);
  const parameters = (): Tensor[] => [...model.parameters()];
  const gradients = (): string => numbersOf(parameters().map(({ grad }) => grad));
  // An update is being prepared: its gradients lie on the parameters, and the model trains.
  for (const [x, y] of batchesOf(batches.slice(0, 1))) mse(model.linear.forward(x), y.add(1)).backward();
  const before = { parameters: numbersOf(parameters()), gradients: gradients() };
  const recorded: boolean[] = [];
  const loss = (outputs: Tensor, targets: Tensor): Tensor => {
    const batch = mse(outputs, targets);
    recorded.push(outputs.history !== null || batch.history !== null);
    return batch;
  };
  const returned = validate(model, batchesOf(batches), loss);
  return {
    returned,
    modes: model.modes,
    recorded,
    parametersMoved: numbersOf(parameters()) !== before.parameters,
    gradientsKept: gradients() === before.gradients,
    modeAfterwards: modeOf(model),
  };
}
