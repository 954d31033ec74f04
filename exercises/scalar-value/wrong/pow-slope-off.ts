/**
 * The slope of a power
 *
 * You took xⁿ. The exponent comes down as a factor and falls by one: n xⁿ⁻¹.
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
    return new Value(this.data ** n, [this], [this.data ** n]);
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
