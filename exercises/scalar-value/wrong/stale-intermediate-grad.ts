/**
 * Yesterday’s gradients in between
 *
 * In the second walk the values in between still held the gradients of the first, and passed them on again. Only
 * leaves add up over several walks.
 *
 * @moment t=xor-scalars.4~xor-scalars.4!stale-intermediate-grad&step=1&track=2
 */

let born = 0;

export class Value {
  data: number;
  grad = 0;
  inputs: Value[];
  slopes: number[];
  age = born++;

  constructor(data: number, inputs: Value[] = [], slopes: number[] = []) {
    this.data = data;
    this.inputs = inputs;
    this.slopes = slopes;
  }

  add(other: Value | number): Value {
    const b = typeof other === 'number' ? new Value(other) : other;
    return new Value(this.data + b.data, [this, b], [1, 1]);
  }

  mul(other: Value | number): Value {
    const b = typeof other === 'number' ? new Value(other) : other;
    return new Value(this.data * b.data, [this, b], [b.data, this.data]);
  }

  tanh(): Value {
    const h = Math.tanh(this.data);
    return new Value(h, [this], [1 - h * h]);
  }

  pow(n: number): Value {
    return new Value(this.data ** n, [this], [n * this.data ** (n - 1)]);
  }

  backward(): void {
    const found = new Set<Value>([this]);
    for (const value of found) for (const input of value.inputs) found.add(input);
    const order = [...found].sort((a, b) => b.age - a.age);
    this.grad = 1;
    for (const { inputs, slopes, grad } of order)
      for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
  }
}
