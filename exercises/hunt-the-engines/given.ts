/** What the sandbox hands to the student's test: a number that remembers, three right ways to walk back from it, and how a test is asked about one. */

/** A value as an engine sees it. */
export interface Value {
  readonly data: number;
  grad: number;
  /** Who it was made of, and how it answers a nudge of each. An engine may forget them. */
  inputs: readonly Value[];
  slopes: readonly number[];
  /** Larger than those of all its inputs. */
  readonly age: number;
}

export interface Engine {
  readonly backward: (root: Value) => void;
}

/** All that lie behind a value, itself among them, in no order to be relied on. */
function behind(root: Value): Set<Value> {
  const found = new Set([root]);
  for (const { inputs } of found) for (const input of inputs) found.add(input);
  return found;
}

/** Values in between begin anew, and the root with 1. */
function begin(root: Value, found: Iterable<Value>): void {
  for (const value of found) if (value.inputs.length > 0) value.grad = 0;
  root.grad += 1;
}

function send({ inputs, slopes, grad }: Value): void {
  for (const [i, input] of inputs.entries()) input.grad += slopes[i]! * grad;
}

/** How often each is used by those found. */
function usesOf(found: Iterable<Value>): Map<Value, number> {
  const uses = new Map<Value, number>();
  for (const { inputs } of found) for (const input of inputs) uses.set(input, (uses.get(input) ?? 0) + 1);
  return uses;
}

/** Counts who has still to speak; whoever has heard all is next. */
export const iterative: Engine = {
  backward(root) {
    const found = behind(root);
    const uses = usesOf(found);
    begin(root, found);
    const ready = [root];
    for (let value = ready.pop(); value !== undefined; value = ready.pop()) {
      send(value);
      for (const input of value.inputs) {
        const left = uses.get(input)! - 1;
        uses.set(input, left);
        if (left === 0) ready.push(input);
      }
    }
  },
};

/** As many calls of itself, one inside the other, as any call stack has room for. */
const DEEPEST = 500;

/** Calls itself for whoever has heard all, and leaves the rest for later where it is too deep. */
export const recursive: Engine = {
  backward(root) {
    const found = behind(root);
    const uses = usesOf(found);
    begin(root, found);
    const later = [root];
    const visit = (value: Value, depth: number): void => {
      send(value);
      for (const input of value.inputs) {
        const left = uses.get(input)! - 1;
        uses.set(input, left);
        if (left > 0) continue;
        if (depth < DEEPEST) visit(input, depth + 1);
        else later.push(input);
      }
    };
    for (let value = later.pop(); value !== undefined; value = later.pop()) visit(value, 0);
  },
};

/** Whoever used a value is younger. */
export const sorting: Engine = {
  backward(root) {
    const order = [...behind(root)].sort((a, b) => b.age - a.age);
    begin(root, order);
    for (const value of order) send(value);
  },
};

let born = 0;

/** A number that remembers, with this way to walk back from it. */
class Remembering implements Value {
  readonly data: number;
  grad = 0;
  inputs: readonly Value[];
  slopes: readonly number[];
  readonly age = born++;
  private readonly engine: Engine;

  constructor(engine: Engine, data: number, inputs: readonly Value[] = [], slopes: readonly number[] = []) {
    this.engine = engine;
    this.data = data;
    this.inputs = inputs;
    this.slopes = slopes;
  }

  private made(data: number, inputs: readonly Value[], slopes: readonly number[]): Remembering {
    return new Remembering(this.engine, data, inputs, slopes);
  }

  private other(one: Remembering | number): Remembering {
    return typeof one === 'number' ? this.made(one, [], []) : one;
  }

  add(one: Remembering | number): Remembering {
    const b = this.other(one);
    return this.made(this.data + b.data, [this, b], [1, 1]);
  }

  mul(one: Remembering | number): Remembering {
    const b = this.other(one);
    return this.made(this.data * b.data, [this, b], [b.data, this.data]);
  }

  tanh(): Remembering {
    const h = Math.tanh(this.data);
    return this.made(h, [this], [1 - h * h]);
  }

  pow(n: number): Remembering {
    return this.made(this.data ** n, [this], [n * this.data ** (n - 1)]);
  }

  backward(): void {
    this.engine.backward(this);
  }
}

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type IsRight = (makeValue: (data: number) => Remembering, random: () => number) => boolean;

/** Asks the student's test about one engine. */
export function drive(student: { readonly isRight: IsRight }, engine: Engine, seed: number): boolean {
  return student.isRight((data) => new Remembering(engine, data), uniforms(seed));
}
