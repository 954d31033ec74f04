/**
 * Runs the examples of every op while the site is built and says what came out: does the forward run, does the derivative agree with
 * the measured slope, does the derivative of the derivative. The matrix page shows these counts instead of taking anybody's word.
 * Stricter and longer tests stand in framework/tests/; this is the same question asked once more, of the code that is being published.
 */
import {
  enableGrad,
  type Generator,
  grad,
  gradcheck,
  isFloat,
  Generator as Numbers,
  noGrad,
  opList,
  rand,
  Tensor,
} from '#framework';

/** How many examples were tried, and how many came out right. */
export interface Tally {
  readonly tried: number;
  readonly right: number;
}

export interface OpCheck {
  readonly op: string;
  readonly forward: Tally;
  /** null: no derivative passes through it (an index, a mask). */
  readonly gradient: Tally | null;
  /** null: no derivative at all; 'refused': it has one, but says that it cannot be differentiated again. */
  readonly second: Tally | null | 'refused';
}

export interface CheckedOp {
  (...args: readonly unknown[]): unknown;
  readonly definition: {
    readonly backward: unknown;
    readonly composed?: boolean;
    readonly twice?: boolean;
    readonly operands?: 1 | 2 | 3 | 'list';
    readonly tensors?: (args: readonly unknown[]) => readonly Tensor[];
    readonly examples: (generator: Generator) => readonly (readonly unknown[])[];
  };
}

const SEED = 7;
const SECOND_TOLERANCE = 1e-5; // as in framework/tests/ops.test.ts: a slope of a slope loses digits

interface Call {
  readonly inputs: readonly Tensor[];
  readonly run: (inputs: readonly Tensor[]) => Tensor;
}

/** @example checkOp('relu', opList.relu).gradient // { tried: 3, right: 3 } */
export function checkOp(name: string, op: CheckedOp): OpCheck {
  const { definition } = op;
  const calls = definition.examples(new Numbers(SEED)).map((args) => callOf(op, args));
  const hasDerivative = definition.backward !== null || definition.composed === true;
  const differentiable = hasDerivative ? calls.filter(passesGradient) : [];
  const gradient = differentiable.length === 0 ? null : tally(differentiable, gradientAgrees);
  const refused = gradient !== null && definition.twice === false;
  const second = gradient === null || refused ? null : tally(differentiable, secondAgrees);
  return { op: name, forward: tally(calls, forwardRuns), gradient, second: refused ? 'refused' : second };
}

/** Every op of the table, in its order. */
export const checkOps = (): OpCheck[] =>
  Object.entries(opList).map(([name, op]) => checkOp(name, op as unknown as CheckedOp));

function tally(calls: readonly Call[], isRight: (call: Call) => boolean): Tally {
  return { tried: calls.length, right: calls.filter((call) => holds(() => isRight(call))).length };
}

function holds(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false; // an error is an answer, too: the example does not come out right
  }
}

function callOf(op: CheckedOp, args: readonly unknown[]): Call {
  const { operands = 1, tensors } = op.definition;
  const leading = operands === 'list' ? (args[0] as readonly unknown[]) : args.slice(0, operands);
  const inputs = (tensors?.(args) ?? leading).filter((x) => x instanceof Tensor);
  const run = (others: readonly Tensor[]): Tensor =>
    oneTensor(op(...args.map((arg) => replaced(arg, (x) => others[inputs.indexOf(x)] ?? x))));
  return { inputs, run };
}

function replaced(arg: unknown, change: (x: Tensor) => Tensor): unknown {
  if (arg instanceof Tensor) return change(arg);
  return Array.isArray(arg) ? arg.map((inner: unknown) => replaced(inner, change)) : arg;
}

/** Several results are checked as one: their floats, laid end to end. */
function oneTensor(result: unknown): Tensor {
  if (result instanceof Tensor) return result;
  const parts = Object.values(result as object).filter((part) => part instanceof Tensor);
  return opList.concat(parts.filter(({ dtype }) => isFloat(dtype)).map((part) => part.reshape([-1])));
}

const passesGradient = ({ inputs, run }: Call): boolean =>
  inputs.some(({ dtype }) => dtype === 'float64') && holds(() => isFloat(run(inputs).dtype));

const forwardRuns = ({ inputs, run }: Call): boolean =>
  noGrad(() => run(inputs).dataSync()).every((value) => Number.isFinite(value));

const gradientAgrees = ({ inputs, run }: Call): boolean => gradcheck(run, inputs.map(detached)) === null;

const detached = (x: Tensor): Tensor => x.detach();

/** Differentiate ∂L/∂inputs for a random ∂L/∂output, once more, and compare that with its measured slope. */
function secondAgrees({ inputs, run }: Call): boolean {
  const upstream = rand(run(inputs).shape, { dtype: 'float64', generator: new Numbers(3) });
  const firstDerivative = (given: readonly Tensor[]): Tensor => {
    const operands = given
      .slice(0, -1)
      .map((x) => (isFloat(x.dtype) && !x.requiresGrad ? x.detach().requiresGrad_() : x));
    const wanted = operands.filter(({ dtype }) => dtype === 'float64');
    const slopes = grad(run(operands).mul(given.at(-1)!).sum(), wanted, { createGraph: true });
    return opList.concat(slopes.map((slope) => slope.reshape([-1])));
  };
  const derivative = (given: readonly Tensor[]): Tensor => enableGrad(() => firstDerivative(given));
  return gradcheck(derivative, [...inputs.map(detached), upstream], { tolerance: SECOND_TOLERANCE }) === null;
}
