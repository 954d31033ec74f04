/** How many values there are: each gets the number of its birth. */
let born = 0;

/**
 * A number that remembers what it was made of.
 *
 * Source of the idea: Karpathy, micrograd (2020); the order of the walk is that of framework/autograd/backward.ts.
 */
export class Value {
  data: number;
  grad = 0;
  private readonly inputs: readonly Value[];
  /** How this value answers a nudge of each input. */
  private readonly slopes: readonly number[];
  private readonly age = born++;

  constructor(data: number, inputs: readonly Value[] = [], slopes: readonly number[] = []) {
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
    for (const value of found) for (const input of value.inputs) found.add(input); // a set may grow while it is walked
    const youngestFirst = [...found].sort((a, b) => b.age - a.age);
    for (const value of youngestFirst) if (value.inputs.length > 0) value.grad = 0;
    this.grad += 1;
    for (const value of youngestFirst)
      for (const [i, input] of value.inputs.entries()) input.grad += value.slopes[i]! * value.grad;
  }
}
