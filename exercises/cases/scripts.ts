/** Scripts for classes with state: what is called, read and set, in order. See `Step` in grader/sandbox/values.ts. */
import type { Generator } from '#framework';
import type { Step, Value } from '../grader/sandbox/values.ts';
import { vector } from './draw.ts';

/** A call of a method; `on` 1 is a second instance, made with the same arguments. */
export const call = (name: string, args: readonly Value[], on = 0): Step & { readonly [key: string]: Value } => ({
  call: name,
  with: args,
  on,
});

/** A field set from outside. */
export const set = (field: string, to: Value, on = 0): Step & { readonly [key: string]: Value } => ({
  set: field,
  to,
  on,
});

/** A field read. */
export const read = (field: string, on = 0): Step & { readonly [key: string]: Value } => ({ read: field, on });

/** [steps] calls `step(theta, gradient)` on `size` parameters, each of another place and another gradient. */
export const optimizerSteps = (random: Generator, steps: number, size: number, scale = 1) =>
  Array.from({ length: steps }, () => call('step', [vector(random, size), vector(random, size, scale)]));
