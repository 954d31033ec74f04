/**
 * 1 − z² instead of 1 − h²
 *
 * The slope of tanh is 1 − h², with what came out, not with what went in.
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
    return new Value(h, [this], [1 - this.data * this.data]);
  }

  pow(n: number): Value {
    return new Value(this.data ** n, [this], [n * this.data ** (n - 1)]);
  }

  backward(): void {
    const found = new Set<Value>([this]);
    for (const value of found) for (const input of value.inputs) found.add(input);
    const order = [...found].sort((a, b) => b.age - a.age);
    for (const value of order) if (value.inputs.length > 0) value.grad = 0;
    this.grad += 1;
    for (const { inputs, slopes, grad } of order)
      for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
  }
}
