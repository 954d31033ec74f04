/**
 * Gradients on their way: for each tensor the sum of what its users have sent back so far. Inside a scope a gradient's memory is given
 * back as soon as the op it belongs to has used it, and so are the steps in between of a derivative, so that the way back needs little more
 * memory than the way there. Outside of scopes, and where the way back is itself recorded, nothing is given back here.
 */
import { kernels } from '../kernels/backend.ts';
import { onDevice } from '../tensor/device.ts';
import type { OpRecord } from '../tensor/history.ts';
import { currentOwner, enterScope, leaveScope, reenterScope, releaseStorage, type Scope } from '../tensor/ownership.ts';
import { sameShape } from '../tensor/shape.ts';
import {
  checkSubstituted,
  isSubstituting,
  runSubstitute,
  type Substitute,
  showsParts,
  substituteFor,
} from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { isListening } from '../trace/emit.ts';

export class PendingGradients {
  private readonly sums = new Map<Tensor, Tensor>();
  /** Sums that nobody else has seen, in which parts of their tensor are gathered. */
  private readonly gathered = new Set<Tensor>();
  private readonly createGraph: boolean;
  /** Owns the gradients; null where none is given back early. */
  private readonly walk: Scope | null;
  /** Owns what one derivative makes on its way. */
  private step: Scope | null = null;

  constructor(createGraph: boolean) {
    this.createGraph = createGraph;
    this.walk = currentOwner() === null || createGraph ? null : enterScope();
  }

  has(tensor: Tensor): boolean {
    return this.sums.has(tensor);
  }

  /** One more user of `tensor` sends a gradient back. */
  add(tensor: Tensor, gradient: Tensor): void {
    const before = this.sums.get(tensor);
    const substitute = before !== undefined && isSubstituting() ? substituteFor('backward.accumulate') : null;
    const mayAddInPlace = before !== undefined && substitute === null && this.isOurs(before) && isWhole(before);
    if (mayAddInPlace && addsInPlace(before, gradient)) return;
    const sum = before === undefined ? gradient : sumOf(before, gradient, substitute);
    this.sums.set(tensor, sum);
    if (this.walk === null) return;
    sum.storage.holds++;
    if (this.step !== null && sum.storage.owner === this.step) this.walk.own(sum.storage);
    if (before !== undefined) this.done(before, false);
  }

  /**
   * The gradient of a part of `tensor` was sent back as a whole with zeros around it: if nothing was there before, the next parts can be
   * added to it where they belong, and cost no more than their own size. Not where each step is recorded, listened to or replaced.
   */
  gather(tensor: Tensor, whole: Tensor): void {
    if (!this.createGraph && !showsParts() && this.sums.get(tensor) === whole) this.gathered.add(whole);
  }

  /** One more part of `tensor` sends a gradient back. false: there is no whole to add it to. */
  addPart(tensor: Tensor, gradient: Tensor, record: OpRecord<Tensor>): boolean {
    const whole = this.sums.get(tensor);
    if (whole === undefined || !this.gathered.has(whole) || whole.dtype !== gradient.dtype) return false;
    const part = record.partOf(whole);
    if (addsInPlace(part, gradient)) return true;
    this.begin();
    try {
      const sum = part.add(gradient);
      onDevice(whole.device, () => kernels().paste(sum, part));
    } finally {
      this.end();
    }
    return true;
  }

  /** May this sum be overwritten? Only where it was made on this walk and nobody else looks at its memory. */
  private isOurs({ storage }: Tensor): boolean {
    return this.walk !== null && storage.owner === this.walk && storage.holds === 1 && !isListening();
  }

  /** The complete gradient of a tensor, no longer pending. Tell when you are `done` with it. */
  take(tensor: Tensor): Tensor | undefined {
    const sum = this.sums.get(tensor);
    if (sum === undefined) return undefined;
    this.sums.delete(tensor);
    this.gathered.delete(sum); // from here on others see it
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

/** What has come so far and what comes now; a substitute named `backward.accumulate` gets both. */
const sumOf = (before: Tensor, gradient: Tensor, substitute: Substitute | null): Tensor =>
  substitute === null
    ? before.add(gradient)
    : checkSubstituted(substitute, runSubstitute(substitute, [before, gradient]), before.shape);

/** Is there nothing in its memory but itself? */
const isWhole = (x: Tensor): boolean => x.device === 'cpu' && x.buffer.length === x.size;

/** Add to a sum where it stands, if both lie flat on the CPU, in memory of their own. */
function addsInPlace(sum: Tensor, gradient: Tensor): boolean {
  const fits =
    sum.device === 'cpu' &&
    sum.dtype === gradient.dtype &&
    sum.storage !== gradient.storage &&
    sum.isContiguous &&
    gradient.isContiguous &&
    sameShape(sum.shape, gradient.shape);
  if (!fits) return false;
  const { buffer, offset, size } = sum;
  kernels().zip('add', sum, gradient, buffer.length === size ? buffer : buffer.subarray(offset, offset + size));
  return true;
}
