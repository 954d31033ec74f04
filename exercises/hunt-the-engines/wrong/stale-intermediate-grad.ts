/**
 * Old gradients in between got through
 *
 * The first walk is right. Walk back a second time: leaves should hold twice as much, and here they hold three
 * times.
 *
 * @moment t=xor-scalars.4~xor-scalars.4!stale-intermediate-grad&step=1&track=2
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
  root.grad = 1;
  for (const { inputs, slopes, grad } of order)
    for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
}
