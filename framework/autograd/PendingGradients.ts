/**
 * Gradients on their way: for each tensor the sum of what its users have sent back so far. Inside a scope a gradient's memory is given
 * back as soon as the op it belongs to has used it, and so are the steps in between of a derivative, so that the way back needs little more
 * memory than the way there. Outside of scopes, and where the way back is itself recorded, nothing is given back here.
 */
import { kernels } from '../kernels/backend.ts';
import { currentOwner, enterScope, leaveScope, reenterScope, releaseStorage, type Scope } from '../tensor/ownership.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { isListening } from '../trace/emit.ts';

export class PendingGradients {
  private readonly sums = new Map<Tensor, Tensor>();
  /** Owns the gradients; null where none is given back early. */
  private readonly walk: Scope | null;
  /** Owns what one derivative makes on its way. */
  private step: Scope | null = null;

  constructor(createGraph: boolean) {
    this.walk = currentOwner() === null || createGraph ? null : enterScope();
  }

  has(tensor: Tensor): boolean {
    return this.sums.has(tensor);
  }

  /** One more user of `tensor` sends a gradient back. */
  add(tensor: Tensor, gradient: Tensor): void {
    const before = this.sums.get(tensor);
    if (before !== undefined && this.isOurs(before) && addsInPlace(before, gradient)) {
      kernels().zip('add', before, gradient, before.memory);
      return;
    }
    const sum = before === undefined ? gradient : before.add(gradient);
    this.sums.set(tensor, sum);
    if (this.walk === null) return;
    sum.storage.holds++;
    if (this.step !== null && sum.storage.owner === this.step) this.walk.own(sum.storage);
    if (before !== undefined) this.done(before, false);
  }

  /** May this sum be overwritten? Only where it was made on this walk and nobody else looks at its memory. */
  private isOurs({ storage }: Tensor): boolean {
    return this.walk !== null && storage.owner === this.walk && storage.holds === 1 && !isListening();
  }

  /** The complete gradient of a tensor, no longer pending. Tell when you are `done` with it. */
  take(tensor: Tensor): Tensor | undefined {
    const sum = this.sums.get(tensor);
    if (sum !== undefined) this.sums.delete(tensor);
    return sum;
  }

  /** What is left when all records were walked: the gradients of leaves. */
  rest(): Iterable<[Tensor, Tensor]> {
    return this.sums;
  }

  /** A gradient was used. Give its memory back, unless others (a view of it, a leaf, a hook) may still look at it. */
  done({ storage }: Tensor, isSeen: boolean): void {
    if (this.walk === null) return;
    storage.holds--;
    if (storage.holds === 0 && storage.owner === this.walk && !isSeen && !isListening()) releaseStorage(storage);
  }

  /** A derivative begins. */
  begin(): void {
    if (this.walk === null) return;
    if (this.step === null) this.step = enterScope();
    else reenterScope(this.step);
  }

  /** It has ended: what it made and did not send back goes. */
  end(): void {
    const { step } = this;
    if (step === null) return;
    leaveScope(step);
    step.release();
  }

  /** The walk is over: what is left belongs to the scope around it. */
  close(): void {
    if (this.walk === null) return;
    leaveScope(this.walk);
    this.walk.handOver();
  }
}

/** Both lie flat on the CPU, in memory of their own: element by element one can be added to the other where it stands. */
const addsInPlace = (sum: Tensor, gradient: Tensor): boolean =>
  sum.device === 'cpu' &&
  sum.dtype === gradient.dtype &&
  sum.storage !== gradient.storage &&
  sum.buffer.length === sum.size &&
  sum.isContiguous &&
  gradient.isContiguous &&
  sameShape(sum.shape, gradient.shape);
