/**
 * Your test is shallow
 *
 * This engine gives up after twelve levels. Lay a few dozen values one behind the other.
 */

interface Value {
  grad: number;
  inputs: readonly Value[];
  slopes: readonly number[];
  readonly age: number;
}

const LEVELS = 12;

export function backward(root: Value): void {
  const found = new Map([[root, 0]]);
  for (const [{ inputs }, level] of found) {
    for (const input of inputs) if (!found.has(input) && level < LEVELS) found.set(input, level + 1);
  }
  const order = [...found.keys()].sort((a, b) => b.age - a.age);
  for (const value of order) if (value.inputs.length > 0) value.grad = 0;
  root.grad += 1;
  for (const { inputs, slopes, grad } of order)
    for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
}
