/**
 * Level by level got through
 *
 * A value that is used near the end and once more further back speaks too early here. Make a graph whose paths
 * have different lengths.
 *
 * @moment t=moons-skip.7~moons-skip.7!wrong-visit-order&step=40&track=2
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
  const order = [...found];
  for (const value of order) if (value.inputs.length > 0) value.grad = 0;
  root.grad += 1;
  for (const { inputs, slopes, grad } of order)
    for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
}
