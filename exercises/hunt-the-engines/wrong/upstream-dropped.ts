/**
 * An engine without upstream got through
 *
 * It passes on its own slope and forgets what arrives. One op behind another, with slopes that are not 1, shows
 * it.
 *
 * @moment t=xor-scalars.4~xor-scalars.4!upstream-dropped&step=16&track=2
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
  for (const { inputs, slopes } of order) for (const [i, input] of inputs.entries()) input.grad += slopes[i]!;
}
