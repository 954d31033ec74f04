/**
 * The last one wins, and got through
 *
 * Your test uses no value twice, or never looks at its slope: x · x answers 2x, this engine says x.
 *
 * @moment t=xor-scalars.4~xor-scalars.4!grad-overwrite&step=16&track=2
 */

interface Value {
  grad: number;
  inputs: readonly Value[];
  slopes: readonly number[];
  readonly age: number;
}

export function backward(root: Value): void {
  const found = new Set([root]);
  for (const { inputs } of found) for (const input of inputs) found.add(input);
  const order = [...found].sort((a, b) => b.age - a.age);
  for (const value of order) if (value.inputs.length > 0) value.grad = 0;
  root.grad += 1;
  for (const { inputs, slopes, grad } of order)
    for (const [i, input] of inputs.entries()) input.grad = slopes[i]! * grad;
}
