/**
 * Memory with an end. `scope(fn)` runs a computation and releases every tensor made inside, except what it returns; the buffers go back
 * to a pool and serve the next scope, so that a training step allocates almost nothing new. Nobody needs it to be right: without a scope
 * the garbage collector takes care. `fit` puts one around each step and each evaluation.
 *
 * What lives on:
 * - tensors found in what the function returns (in arrays, objects, maps, modules), with the tensors that they view, with their gradients,
 *   and with whatever their `backward` still needs; they belong to the scope around, if there is one;
 * - what `keep` was called with; parameters, optimizer state and running statistics call it themselves;
 * - gradients of tensors that live on: until someone sets `grad` to null (zeroGrad) inside a later scope;
 * - everything made outside, and tensors over memory that you gave (`tensorFrom`).
 * A tensor put into a variable outside, and not returned, is released: reading it throws an error that says so.
 */
import { checkPlace, signature } from '../tensor/arguments.ts';
import { enterScope, keepStorage, leaveScope, moveOut, type Scope } from './ownership.ts';
import type { Storage } from './storage.ts';
import { Tensor } from './Tensor.ts';

const calls = {
  scope: signature('scope', { run: 'function' }),
  keep: signature('keep', { tensor: 'tensor' }),
};

/**
 * Run, and release what was made inside but is not returned. An asynchronous function may await; until its promise is settled no other
 * part of the program should make tensors, for they would belong to this scope: await it before you go on.
 *
 * @example
 * const accuracy = scope(() => model.forward(images).argmax(1).eq(labels).to('float32').mean().itemSync());
 * const logits = scope(() => model.forward(images)); // lives on; everything on the way to it is released
 */
export function scope<R>(run: () => R): R {
  checkPlace(calls.scope, 0, run);
  const opened = enterScope();
  let result: R;
  try {
    result = run();
  } catch (error) {
    close(opened, undefined);
    throw error;
  }
  if (result instanceof Promise) return afterwards(opened, result) as R;
  close(opened, result);
  return result;
}

async function afterwards<R>(opened: Scope, promise: Promise<R>): Promise<R> {
  let result: R | undefined;
  try {
    result = await promise;
    return result;
  } finally {
    close(opened, result);
  }
}

/** A scope that a block closes. */
export interface OpenScope {
  /** Release now what was made since it was opened. */
  close(): void;
  [Symbol.dispose](): void;
}

/**
 * The same for a block: everything made until its end is released, except what `keep` was called with.
 *
 * @example
 * {
 *   using _ = openScope();
 *   losses.push(criterion(model.forward(inputs), targets).itemSync());
 * } // released here
 */
export function openScope(): OpenScope {
  const opened = enterScope();
  let isOpen = true;
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    close(opened, undefined);
  };
  return { close: end, [Symbol.dispose]: end };
}

/**
 * Let a tensor outlive all scopes, with what its `backward` still needs; returns it. From then on it is the garbage collector's.
 *
 * @example best = keep(weights.mul(1));
 */
export function keep<T extends Tensor>(tensor: T): T {
  checkPlace(calls.keep, 0, tensor);
  keepStorage(tensor.storage);
  for (const storage of storagesIn(tensor)) if (storage.owner !== null) keepStorage(storage);
  return tensor;
}

function close(opened: Scope, result: unknown): void {
  leaveScope(opened);
  // Numbers, strings and nothing at all hold no tensors: the usual step returns a few numbers.
  if (typeof result === 'object' && result !== null) {
    for (const storage of storagesIn(result)) if (storage.owner === opened) moveOut(storage, opened);
  }
  opened.release();
}

/** Every storage that can be reached from a value. What a closure holds cannot be seen. */
function storagesIn(value: unknown): Set<Storage> {
  const storages = new Set<Storage>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof Tensor) {
      storages.add(next.storage);
      waiting.push(next.grad, next.history?.needs());
    } else if (next instanceof Map) waiting.push(...next.keys(), ...next.values());
    else if (Array.isArray(next) || next instanceof Set) waiting.push(...next);
    else waiting.push(...Object.values(next));
  }
  return storages;
}
