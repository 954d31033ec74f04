/**
 * A shallow call stack got through
 *
 * It calls itself for every value, and 10,000 deep the stack ends. Lay 12,000 values one behind the other, and
 * catch what it throws.
 */

interface Value {
  grad: number;
  inputs: readonly Value[];
  slopes: readonly number[];
  readonly age: number;
}

/** Where the call stack of a browser ends, more or less. */
const DEEPEST = 10_000;

export function backward(root: Value): void {
  const found = new Set<Value>();
  const order: Value[] = [];
  const visit = (value: Value, depth: number): void => {
    if (found.has(value)) return;
    if (depth > DEEPEST) throw new RangeError('Maximum call stack size exceeded');
    found.add(value);
    for (const input of value.inputs) visit(input, depth + 1);
    order.push(value);
  };
  visit(root, 0);
  order.reverse();
  for (const value of order) if (value.inputs.length > 0) value.grad = 0;
  root.grad += 1;
  for (const { inputs, slopes, grad } of order)
    for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
}
