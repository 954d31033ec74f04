/**
 * Early stopping as a part of the model, so that it is saved and replayed with it: the best weights, the best loss and how long ago that was are
 * buffers. A run asks it to look now and then; when patience is over it puts the best weights back, and the run rests.
 * Source: Prechelt, "Early stopping – but when?" (1998), with the criterion of so many looks without a new best.
 */
import { type Layer, Module } from '../nn/Module.ts';
import { tensor, zeros } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** Larger than any loss that is a number, and a float32. */
const NONE = 3e38;

/** Are these weights worth keeping? A substitute named `keepBest` is asked the same. */
function isKept(now: number, best: number): boolean {
  const substitute = isSubstituting() ? substituteFor('keepBest') : null;
  return substitute === null ? now < best : runSubstitute<boolean>(substitute, [now, best]);
}

export class BestKeeper extends Module {
  readonly network: Layer;
  private readonly patience: number;
  /** All parameters of the best look, one after the other. */
  private readonly best: Tensor;
  /** The lowest loss, looks since then, and whether the run rests. */
  private readonly standing: Tensor; // [3]

  constructor(network: Layer, patience: number) {
    super();
    this.network = network;
    this.patience = patience;
    this.best = zeros([[...network.parameters()].reduce((sum, { size }) => sum + size, 0)]);
    this.standing = tensor([NONE, 0, 0]);
  }

  forward(x: Tensor): Tensor {
    return this.network.forward(x);
  }

  /** Has it put the best weights back? */
  get isDone(): boolean {
    return this.standing.dataSync()[2] === 1;
  }

  /** Compare with the best so far. `loss` is asked only while it still learns. */
  look(loss: () => number): void {
    if (this.isDone) return;
    const [best, waited] = this.standing.dataSync() as Float32Array;
    const now = Math.fround(loss());
    if (isKept(now, best!)) {
      const values = [...this.network.parameters()].flatMap((parameter) => [...parameter.dataSync()]);
      noGrad(() => this.best.copyFrom_(Float64Array.from(values)));
    }
    if (now < best!) this.write([now, 0, 0]);
    else if (waited! + 1 < this.patience) this.write([best!, waited! + 1, 0]);
    else {
      this.putBack();
      this.write([best!, waited! + 1, 1]);
    }
  }

  private write(standing: readonly number[]): void {
    noGrad(() => this.standing.copyFrom_(Float64Array.from(standing)));
  }

  private putBack(): void {
    const values = this.best.dataSync();
    let from = 0;
    for (const parameter of this.network.parameters()) {
      const own = Float64Array.from(values.subarray(from, from + parameter.size));
      noGrad(() => parameter.copyFrom_(own));
      from += parameter.size;
    }
  }
}
