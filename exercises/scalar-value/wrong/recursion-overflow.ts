/**
 * The call stack ended
 *
 * 20,000 values lie one behind the other, and your walk calls itself for each. Use a list of your own: values
 * found and not yet looked at.
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
    const found = new Set<Value>();
    const order: Value[] = [];
    const visit = (value: Value): void => {
      if (found.has(value)) return;
      found.add(value);
      for (const input of value.inputs) visit(input);
      order.push(value);
    };
    visit(this);
    order.reverse();
    for (const value of order) if (value.inputs.length > 0) value.grad = 0;
    this.grad += 1;
    for (const { inputs, slopes, grad } of order)
      for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
  }
}
