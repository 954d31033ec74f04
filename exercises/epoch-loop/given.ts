/**
 * The spy: a small linear model, its loader, its loss and its optimizer, of which everything that matters is noted while the
 * student's loop runs. Only what any right loop must do is noted, not the order of lines that may be exchanged.
 */
import { add, Linear, Module, mse, noGrad, SGD, type Tensor, tensor } from '#framework';

class Spied extends Module {
  readonly linear: Linear;
  readonly modes: boolean[] = [];

  constructor(weights: readonly number[], bias: number) {
    super();
    this.linear = new Linear(weights.length, 1);
    noGrad(() => {
      this.linear.weight.copyFrom_([...weights]);
      this.linear.bias!.copyFrom_([bias]);
    });
  }

  forward(x: Tensor): Tensor {
    this.modes.push(this.training);
    return this.linear.forward(x);
  }

  /** [weights, bias] as they are now. */
  numbers(): number[] {
    return [...this.linear.weight.dataSync(), ...this.linear.bias!.dataSync()];
  }
}

type Batch = readonly [x: readonly (readonly number[])[], y: readonly number[]];
type TrainEpoch = (
  model: Spied,
  loader: Iterable<[Tensor, Tensor]>,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
  optimizer: SGD,
) => number;

/** Batches that can be walked once, as a loader's can. */
function* batchesOf(batches: readonly Batch[]): Generator<[Tensor, Tensor]> {
  for (const [x, y] of batches) yield [tensor(x as number[][]), tensor(y.map((value) => [value]))];
}

/**
 * What a loop does: what it returns, in which mode the model was asked, how often each loss was walked backwards, and the
 * weights after every step and at the end.
 */
export function drive(
  { trainEpoch }: { readonly trainEpoch: TrainEpoch },
  weights: readonly number[],
  lr: number,
  batches: readonly Batch[],
) {
  const model = new Spied(weights.slice(1), weights[0]!);
  const optimizer = new SGD(model.parameters(), { lr });
  // Somebody has been here before: gradients are left, and the model evaluates.
  for (const [x, y] of batchesOf(batches.slice(0, 1))) mse(add(model.linear.forward(x), 1), y).backward();
  model.eval();
  const steps: number[][] = [];
  const step = optimizer.step.bind(optimizer);
  optimizer.step = () => {
    step();
    steps.push(model.numbers());
  };
  const walks: number[] = [];
  const loss = (outputs: Tensor, targets: Tensor): Tensor => {
    const batch = mse(outputs, targets);
    const number = walks.push(0) - 1;
    batch.registerHook(() => {
      walks[number] = walks[number]! + 1;
    });
    return batch;
  };
  const returned = trainEpoch(model, batchesOf(batches), loss, optimizer);
  return { returned, modes: model.modes, walks, steps, end: model.numbers() };
}
