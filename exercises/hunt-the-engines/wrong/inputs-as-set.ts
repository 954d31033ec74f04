/**
 * One input for x + x got through
 *
 * Here x + x hears from its sum once. Use one value on both sides of an op.
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
    for (const input of new Set(inputs)) input.grad += slopes[inputs.indexOf(input)]! * grad;
}
