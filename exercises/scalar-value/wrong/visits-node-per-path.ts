/**
 * Sent once for every path
 *
 * A value sent its running total each time somebody reached it: what came over the first path was sent again over
 * the second. Wait until all have spoken, then send once.
 *
 * @moment t=moons-skip.7~moons-skip.7!visits-node-per-path&step=40&track=2
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
    for (const value of found) if (value.inputs.length > 0) value.grad = 0;
    this.grad += 1;
    // 40 doublings have 2⁴⁰ paths: the grader, at least, wants to come to an end.
    let visits = 0;
    const visit = ({ inputs, slopes, grad }: Value): void => {
      visits += 1;
      if (visits > 100_000) throw new Error('too many paths');
      for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
      for (const input of inputs) visit(input);
    };
    visit(this);
  }
}
