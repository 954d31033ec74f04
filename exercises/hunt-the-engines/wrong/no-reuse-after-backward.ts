/**
 * Your test uses nothing again after a walk
 *
 * This engine forgets its graph as it walks. Walk back a second time, or use a value in between for something new.
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
    for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
  for (const value of order) value.inputs = [];
}
