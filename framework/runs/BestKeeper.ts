/**
 * Early stopping as a part of the model, so that it is saved and replayed with it: the best weights, the best loss and how long ago that was are
 * buffers. A run asks it to look now and then; when patience is over it puts the best weights back, and the run rests.
 * A substitute named `earlyStopping` decides in its place: it gets all losses so far and the patience, and says whether the last look is to be
 * kept, and whether it is the last one.
 * Source: Prechelt, "Early stopping – but when?" (1998), with the criterion of so many looks without a new best.
 */
import { type Layer, Module } from '../nn/Module.ts';
import { tensor, zeros } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** Larger than any loss that is a number, and a float32. */
const NONE = 3e38;

/** What is made of a look. */
interface Judgement {
  /** Its weights are the best so far. */
  readonly isKept: boolean;
  /** Patience is over: the best weights are put back, and the run rests. */
  readonly stops: boolean;
}

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
  /** The lowest loss, looks since then, whether the run rests, and how many looks there were. */
  private readonly standing: Tensor; // [4]
  /** What each look found. */
  private readonly losses: Tensor; // [looks]

  /** `looks`: how many there can be at most. */
  constructor(network: Layer, patience: number, looks: number) {
    super();
    this.network = network;
    this.patience = patience;
    this.best = zeros([[...network.parameters()].reduce((sum, { size }) => sum + size, 0)]);
    this.standing = tensor([NONE, 0, 0, 0]);
    this.losses = zeros([looks]);
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
    const [best, waited, , looks] = this.standing.dataSync() as Float32Array;
    const now = Math.fround(loss());
    const losses = [...this.losses.dataSync().subarray(0, looks), now];
    noGrad(() => this.losses.copyFrom_(Float64Array.from(this.losses.dataSync(), (old, i) => losses[i] ?? old)));
    const { isKept, stops } = this.judged(losses, best!, waited!);
    if (isKept) {
      const values = [...this.network.parameters()].flatMap((parameter) => [...parameter.dataSync()]);
      noGrad(() => this.best.copyFrom_(Float64Array.from(values)));
    }
    if (stops) this.putBack();
    const isBetter = now < best!;
    this.write([isBetter ? now : best!, isBetter ? 0 : waited! + 1, Number(stops), looks! + 1]);
  }

  private judged(losses: number[], best: number, waited: number): Judgement {
    const substitute = isSubstituting() ? substituteFor('earlyStopping') : null;
    if (substitute !== null) return runSubstitute<Judgement>(substitute, [losses, this.patience]);
    const now = losses.at(-1)!;
    return { isKept: isKept(now, best), stops: !(now < best) && waited + 1 >= this.patience };
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
