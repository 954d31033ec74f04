/**
 * A value spoke too early
 *
 * It passed its gradient on before all who used it had sent theirs; what came later was lost. Level by level is no
 * such order: paths have different lengths. The youngest first is one.
 *
 * @moment t=moons-skip.7~moons-skip.7!wrong-visit-order&step=40&track=2
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
    const order = [...found]; // level by level
    for (const value of order) if (value.inputs.length > 0) value.grad = 0;
    this.grad += 1;
    for (const { inputs, slopes, grad } of order)
      for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
  }
}
