/**
 * Somebody else's arithmetic in the place of ours: a bug that a reader switches on, or an answer of the reader's own. While a training
 * step runs inside `substituting`, whoever computes something that has a name (`softmax`, `matmul.backward`, `LSTM.cell`, `Adam.update`,
 * `trainStep`) asks here first. This file only holds what is in force; it knows no substitute. Nothing in force: one branch.
 *
 * Two rules keep it honest. A substitute that calls what it replaces gets ours, so a wrong softmax may call softmax. And what
 * runs inside another op's arithmetic is not asked for: exactly the ops that a trace shows can be replaced, watched or not.
 */
import { isListening } from '../trace/emit.ts';
import type { MadeBy } from '../trace/events.ts';
import { checkPlace, signature } from './arguments.ts';
import { ChalkgradError, shapeText } from './errors.ts';
import { sameShape } from './shape.ts';
import { Tensor } from './Tensor.ts';

/**
 * How a replaced forward gets its derivative. `paired`: the substitute brings one. `composed`: it is written in ops, which differentiate
 * themselves. `framework`: ours, of the right function.
 */
export type Derivative = NonNullable<MadeBy['derivative']>;

/** What stands in the place of something with a name. */
export interface Substitute {
  /** What it takes the place of: `conv2d`, `conv2d.backward`, `LSTM.cell`, `Adam.update`, `trainStep`, `DataLoader.order`. */
  readonly name: string;
  /** What people call it: the id of the bug, or of the exercise whose answer it is. */
  readonly id: string;
  /** A mistake made on purpose, or the reader's own answer. */
  readonly by: 'bug' | 'reader';
  /** Of an op's forward; default `composed`. */
  readonly derivative?: Derivative;
  /** The arithmetic. It gets what ours would get and returns what ours would return. */
  readonly run: (...args: never[]) => unknown;
  /** With `paired`: ∂L/∂output → ∂L/∂operand for each operand, as an op's own `backward` has it. */
  readonly backward?: (grad: Tensor, call: SubstitutedCall) => readonly (Tensor | null)[];
}

/** What a paired derivative may look back at. */
export interface SubstitutedCall {
  readonly args: readonly unknown[];
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
}

const call = signature('substituting', { substitutes: 'substitutes', run: 'function' });

let inForce: ReadonlyMap<string, Substitute> | null = null;
/** Substitutes at work, innermost last. */
const working: Substitute[] = [];

/** Is anything replaced at all? Ask first: that is what keeps it free. */
export const isSubstituting = (): boolean => inForce !== null;

/**
 * Must an op show its parts, so that each can be seen or replaced? A kernel that does several in one steps aside then; the numbers are
 * the same, bit for bit.
 */
export const showsParts = (): boolean => inForce !== null || isListening();

/** What stands in the place of `name`; null when it is ours, or when its substitute is the one who asks. */
export function substituteFor(name: string): Substitute | null {
  const found = inForce?.get(name) ?? null;
  return found === null || working.includes(found) ? null : found;
}

/** What is at work now, for whoever marks what it makes; null when it is ours. */
export const currentSubstitute = (): Substitute | null => working.at(-1) ?? null;

/** The mark that a trace puts on what this substitute made. */
export const markOf = ({ id, by, derivative }: Substitute): MadeBy => ({
  id,
  by,
  ...(derivative === undefined ? {} : { derivative }),
});

/**
 * Run with these substitutes in force, and only these: entered and left like `noGrad`. A promise is refused, because what is in force
 * would leak into whatever runs meanwhile.
 *
 * Errors: two substitutes of one name.
 *
 * @example substituting([{ name: 'relu', id: 'leaky', by: 'bug', run: (x: Tensor) => x.leakyRelu(0.1) }], () => setup.step(batch));
 */
export function substituting<R>(substitutes: readonly Substitute[], run: () => R): R {
  checkPlace(call, 0, substitutes);
  checkPlace(call, 1, run);
  const before = inForce;
  inForce = byName(substitutes);
  try {
    const result = run();
    if (result instanceof Promise) {
      throw new ChalkgradError(
        'substituting: the function returned a promise',
        'what is in force would leak into whatever runs meanwhile. Compute synchronously inside, and await outside.',
      );
    }
    return result;
  } finally {
    inForce = before;
  }
}

const tables = new WeakMap<readonly Substitute[], ReadonlyMap<string, Substitute>>();

/** A track enters the same list thousands of times: its table is made once. */
function byName(substitutes: readonly Substitute[]): ReadonlyMap<string, Substitute> | null {
  if (substitutes.length === 0) return null;
  const known = tables.get(substitutes);
  if (known !== undefined) return known;
  const table = new Map<string, Substitute>();
  for (const substitute of substitutes) {
    const other = table.get(substitute.name);
    if (other !== undefined) {
      throw new ChalkgradError(
        `'${other.id}' and '${substitute.id}' both take the place of ${substitute.name}`,
        'switch one of them off.',
      );
    }
    table.set(substitute.name, substitute);
  }
  tables.set(substitutes, table);
  return table;
}

/** A substitute failed: it threw, or returned what nobody can go on with. It ends its track, and nothing else. */
export class SubstituteError extends ChalkgradError {
  readonly substitute: Substitute;

  constructor(substitute: Substitute, message: string, hint: string) {
    super(message, hint);
    this.substitute = substitute;
  }
}

/** Let a substitute do its work. What it throws ends the track with a sentence that names it. */
export function runSubstitute<R>(substitute: Substitute, args: readonly unknown[]): R {
  return atWork(substitute, () => substitute.run(...(args as never[])) as R);
}

/** The same for its derivative. */
export function runSubstituteBackward(
  substitute: Substitute,
  grad: Tensor,
  call: SubstitutedCall,
): readonly (Tensor | null)[] {
  return atWork(substitute, () => substitute.backward!(grad, call));
}

function atWork<R>(substitute: Substitute, run: () => R): R {
  working.push(substitute);
  try {
    return run();
  } catch (error) {
    if (error instanceof SubstituteError) throw error;
    const told = error instanceof Error ? error.message.split('\nhint:')[0]! : String(error);
    throw new SubstituteError(
      substitute,
      `${substitute.name} (${substitute.id}) threw: ${told}`,
      error instanceof ChalkgradError ? error.hint : 'the track ends here; the others go on.',
    );
  } finally {
    working.pop();
  }
}

/** Refuse what an op cannot be: no tensor, or one of another shape than ours would have. */
export function checkSubstituted(substitute: Substitute, made: unknown, shape: readonly number[] | null): Tensor {
  if (made instanceof Tensor && (shape === null || sameShape(made.shape, shape))) return made;
  const what = made instanceof Tensor ? `a tensor of shape ${shapeText(made.shape)}` : kindOf(made);
  throw new SubstituteError(
    substitute,
    `${substitute.name} (${substitute.id}) returned ${what}${shape === null ? '' : ` where one of shape ${shapeText(shape)} belongs`}`,
    'it must return what the function that it replaces returns.',
  );
}

/** Refuse gradients that do not fit the operands. */
export function checkSubstitutedGradients(
  substitute: Substitute,
  made: unknown,
  inputs: readonly Tensor[],
): readonly (Tensor | null)[] {
  const fits = (gradient: unknown, i: number): boolean =>
    gradient === null || (gradient instanceof Tensor && sameShape(gradient.shape, inputs[i]!.shape));
  if (Array.isArray(made) && made.length === inputs.length && made.every(fits)) return made;
  const shapes = inputs.map(({ shape }) => shapeText(shape)).join(', ');
  const told = Array.isArray(made)
    ? made.map((entry) => (entry instanceof Tensor ? shapeText(entry.shape) : String(entry))).join(', ')
    : kindOf(made);
  throw new SubstituteError(
    substitute,
    `${substitute.name} (${substitute.id}) returned gradients ${told} for operands ${shapes}`,
    'one gradient for each operand, of its shape; null where there is none.',
  );
}

const kindOf = (value: unknown): string =>
  value === null || value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
