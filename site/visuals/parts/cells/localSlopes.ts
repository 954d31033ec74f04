/** The one thing that an op of single numbers knows: how its answer moves when one of its inputs does. Held against recorded gradients in its test. */

type Rule = (inputs: readonly number[], output: number) => readonly number[];

const rules: Readonly<Record<string, Rule>> = {
  add: () => [1, 1],
  sub: () => [1, -1],
  mul: ([a = 0, b = 0]) => [b, a],
  div: ([a = 0, b = 0]) => [1 / b, -a / b ** 2],
  neg: () => [-1],
  square: ([x = 0]) => [2 * x],
  tanh: (_, h) => [1 - h * h],
  sigmoid: (_, y) => [y * (1 - y)],
  exp: (_, y) => [y],
  sin: ([x = 0]) => [Math.cos(x)],
};

/**
 * The slope of an op's output in each of its inputs; null where the op is not known here.
 *
 * @example localSlopes('mul', [3, 5], 15) // [5, 3]
 */
export const localSlopes = (op: string, inputs: readonly number[], output: number): readonly number[] | null =>
  rules[op]?.(inputs, output) ?? null;

const forwards: Readonly<Record<string, (inputs: readonly number[]) => number>> = {
  add: ([a = 0, b = 0]) => a + b,
  sub: ([a = 0, b = 0]) => a - b,
  mul: ([a = 0, b = 0]) => a * b,
  square: ([x = 0]) => x * x,
  tanh: ([x = 0]) => Math.tanh(x),
};

/** What an op answers to other inputs; null where it is not known here. */
export const answerOf = (op: string, inputs: readonly number[]): number | null => forwards[op]?.(inputs) ?? null;
