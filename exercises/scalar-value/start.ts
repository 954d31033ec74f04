/** A number that remembers what it was made of. */
export class Value {
  data: number;
  grad = 0;

  constructor(data: number) {
    this.data = data;
  }

  add(other: Value | number): Value {
    return new Value(this.data + (typeof other === 'number' ? other : other.data));
  }

  mul(other: Value | number): Value {
    return new Value(this.data * (typeof other === 'number' ? other : other.data));
  }

  tanh(): Value {
    return new Value(Math.tanh(this.data));
  }

  pow(n: number): Value {
    return new Value(this.data ** n);
  }

  /** Adds to the `grad` of every leaf how this value answers a nudge of it. */
  backward(): void {
    // your turn: what must a value remember? Who may speak first?
  }
}
