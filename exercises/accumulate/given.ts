/**
 * The spy: a linear model, its loss and its optimizer, of which everything that matters is noted while the student's step runs. Only what any right
 * step must do is noted, not the order of lines that may be exchanged.
 */
import { add, Linear, Module, mse, noGrad, SGD, type Tensor, tensor } from '#framework';

class Spied extends Module {
  readonly linear: Linear;
  readonly modes = new Set<boolean>();

  constructor(weights: readonly number[], bias: number) {
    super();
    this.linear = new Linear(weights.length, 1);
    noGrad(() => {
      this.linear.weight.copyFrom_([...weights]);
      this.linear.bias!.copyFrom_([bias]);
    });
  }

  forward(x: Tensor): Tensor {
    this.modes.add(this.training);
    return this.linear.forward(x);
  }

  /** [weights, bias] as they are now. */
  numbers(): number[] {
    return [...this.linear.weight.dataSync(), ...this.linear.bias!.dataSync()];
  }
}

type AccumulatedStep = (
  model: Spied,
  optimizer: SGD,
  loss: (outputs: Tensor, targets: Tensor) => Tensor,
  x: Tensor,
  y: Tensor,
  piece: number,
) => number;

/**
 * What a step does: the loss it returns, the weights after each update, and whether it was always in training. Where it is asked for: how many
 * examples at most were open at once, gone forward and not yet walked back, against the size of a piece.
 */
export function drive(
  { accumulatedStep }: { readonly accumulatedStep: AccumulatedStep },
  weights: readonly number[],
  lr: number,
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  piece: number,
  count = false,
) {
  const model = new Spied(weights.slice(1), weights[0]!);
  const optimizer = new SGD(model.parameters(), { lr });
  const [x, y] = [tensor(rows as number[][]), tensor(targets.map((value) => [value]))];
  // Somebody has been here before: gradients are left, and the model evaluates.
  mse(add(model.linear.forward(x), 1), y).backward();
  model.eval();
  const updates: number[][] = [];
  const step = optimizer.step.bind(optimizer);
  optimizer.step = () => {
    step();
    updates.push(model.numbers());
  };
  let [open, most] = [0, 0];
  const loss = (outputs: Tensor, wanted: Tensor): Tensor => {
    const examples = outputs.shape[0]!;
    open += examples;
    most = Math.max(most, open);
    const mean = mse(outputs, wanted);
    let isOpen = true;
    mean.registerHook(() => {
      if (isOpen) open -= examples;
      isOpen = false;
    });
    return mean;
  };
  const returned = accumulatedStep(model, optimizer, loss, x, y, piece);
  const told = { returned, updates, trained: !model.modes.has(false) };
  return count ? { ...told, onePieceAtATime: most <= piece } : told;
}
