/**
 * What an op is: a name, its equation, a forward computation on kernels, and its own derivative written in other ops, so
 * that a derivative can be differentiated again. Calling an op runs the forward, writes one record into the history of its
 * output and, if someone listens, one trace event. Nothing here walks the history: that is `autograd/`.
 *
 * Two ways to define one. `defineOp` is the rule: one record, one event, one derivative of its own. `composeOp` is for
 * functions that are a plain sentence of other ops, where a derivative of its own would only repeat the chain rule: those that
 * return several tensors (split, sort), those whose parts a reader wants to see in the trace (attention), and einsum. A composed
 * op leaves no record and no event: its parts do.
 */
import type { Kernels } from '../kernels/Kernels.ts';
import { flawIn, isDetecting, whereNow } from '../tensor/anomaly.ts';
import { full } from '../tensor/create.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { isGradEnabled, nextRecordId, noGrad } from '../tensor/history.ts';
import type { Generator } from '../tensor/random.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { currentScope, emit, isListening } from '../trace/emit.ts';

/** A tensor, or a number that is treated as a scalar tensor of the other operand's dtype. */
export type TensorLike = Tensor | number;

/** The tensors an op was called with, numbers already converted. Only as many exist as the op has operands. */
export type Operands = readonly [Tensor, Tensor, Tensor, ...Tensor[]];

/** What a derivative may look back at. */
export interface Call<Args extends readonly unknown[], Saved> {
  readonly args: Args;
  readonly inputs: Operands;
  readonly output: Tensor;
  /** Whatever `forward` put aside for its derivative. */
  readonly saved: Saved;
}

/** What an op file says about its op: everything from the equation to the examples that check it. */
export interface OpDefinition<Args extends readonly unknown[], Saved = undefined> {
  readonly name: string;
  /** One sentence: what it computes, shapes in → out. */
  readonly summary: string;
  /** The equation, and that of its derivative (∂L written as an overbar), in TeX. */
  readonly tex: { readonly forward: string; readonly backward: string };
  /** The loops it runs: framework/kernels/reference/<name>.ts. Empty for a view. */
  readonly kernels: readonly (keyof Kernels)[];
  /** How many leading arguments are tensors (default 1), or 'list' when the first argument is a list of tensors. */
  readonly operands?: 1 | 2 | 3 | 'list';
  /** Where the operands do not lead: picks them from the arguments. */
  readonly tensors?: (args: Args) => readonly Tensor[];
  readonly forward: (...args: Args) => Tensor | { readonly output: Tensor; readonly saved: Saved };
  /** ∂L/∂output → ∂L/∂operand for each operand, written in ops. null: the output has no derivative (an index, a mask). */
  readonly backward: ((grad: Tensor, call: Call<Args, Saved>) => readonly (Tensor | null)[]) | null;
  /** false where the derivative is not itself differentiable. Default true. */
  readonly twice?: boolean;
  /** true for a `composeOp`: its `backward` is null because its parts carry the derivative. */
  readonly composed?: boolean;
  /** Argument lists that every check uses: gradient check, backend parity, the op's card. Kept away from kinks. */
  readonly examples: (generator: Generator) => readonly Args[];
}

/** The definition as tables see it: argument types forgotten. */
export type AnyDefinition = OpDefinition<never, never>;

/** An op: call it with its arguments, or look at its definition. */
export interface Op<Args extends readonly unknown[], Result = Tensor> {
  (...args: Args): Result;
  readonly definition: AnyDefinition;
}

/** Depth of ops that run inside another op's forward: those are its own business and are not traced. */
let depth = 0;

/** Make a callable op from its definition. */
export function defineOp<Args extends readonly unknown[], Saved = undefined>(
  definition: OpDefinition<Args, Saved>,
): Op<Args> {
  const call = (...given: Args): Tensor => {
    const picked = definition.tensors?.(given);
    const { inputs, args } =
      picked === undefined
        ? readOperands(definition.name, definition.operands ?? 1, given)
        : { inputs: picked, args: given };
    const watched = depth === 0 && isListening();
    const started = watched ? performance.now() : 0;
    const result = runForward(definition, args);
    const made = result instanceof Tensor ? result : result.output;
    const saved = (result instanceof Tensor ? undefined : result.saved) as Saved;
    const output = inputs.includes(made) ? made.detach() : made;
    const id = nextRecordId();
    if (definition.backward !== null && isGradEnabled() && inputs.some(needsGrad)) {
      const { backward } = definition;
      output.requiresGrad = true;
      output.history = {
        id,
        op: definition.name,
        inputs,
        versions: inputs.map((input) => input.storage.version),
        backward: (grad) => backward(grad, { args, inputs: inputs as unknown as Operands, output, saved }),
        twice: definition.twice ?? true,
        madeAt: isDetecting() ? whereNow() : null,
      };
    }
    if (isDetecting() && depth === 0) refuseFlaw(definition.name, inputs, output);
    if (watched) emitForward(definition, id, args, inputs, output, performance.now() - started);
    return output;
  };
  return Object.assign(call, { definition: definition as unknown as AnyDefinition });
}

export interface Composition<Args extends readonly unknown[], Result>
  extends Omit<OpDefinition<Args>, 'forward' | 'backward' | 'twice' | 'composed'> {
  /** Written in other ops, in method style; runs recorded. */
  readonly forward: (...args: Args) => Result;
}

/** Make a callable op that is a sentence of other ops: they are recorded and traced, it is not. See the header for when. */
export function composeOp<Args extends readonly unknown[], Result = Tensor>(
  composition: Composition<Args, Result>,
): Op<Args, Result> {
  const call = (...given: Args): Result => composition.forward(...given);
  const definition = { ...composition, backward: null, composed: true };
  return Object.assign(call, { definition: definition as unknown as AnyDefinition });
}

/** Stop at the first op that made a NaN or an infinity out of ordinary numbers. */
function refuseFlaw(op: string, inputs: readonly Tensor[], output: Tensor): void {
  const flaw = flawIn(output, inputs);
  if (flaw === null) return;
  throw new ChalkgradError(
    `detectAnomaly: forward through '${op}' made ${flaw} from inputs ${inputs.map(({ shape }) => shapeText(shape)).join(', ')}; it ran at ${whereNow()}`,
    'look at what went in: a logarithm or division of 0, an exponential of a large number, a learning rate that is too high?',
  );
}

const needsGrad = (t: Tensor): boolean => t.requiresGrad;

function runForward<Args extends readonly unknown[], Saved>(
  definition: OpDefinition<Args, Saved>,
  args: Args,
): Tensor | { readonly output: Tensor; readonly saved: Saved } {
  depth++;
  try {
    return noGrad(() => definition.forward(...args));
  } finally {
    depth--;
  }
}

/** Do a computation that is nobody's op (an in-place update, a metric) without leaving trace events. */
export function untraced<R>(run: () => R): R {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

/** The tensors an op works on, and its arguments with numbers in their places turned into tensors. */
function readOperands<Args extends readonly unknown[]>(
  op: string,
  count: 1 | 2 | 3 | 'list',
  args: Args,
): { readonly inputs: readonly Tensor[]; readonly args: Args } {
  if (count === 'list') return { inputs: [...(args[0] as readonly Tensor[])], args };
  const inputs: Tensor[] = [];
  let changed: unknown[] | null = null;
  for (let i = 0; i < count; i++) {
    const arg: unknown = args[i];
    if (arg instanceof Tensor) {
      inputs.push(arg);
    } else if (typeof arg === 'number') {
      const scalar = scalarLike(arg, dtypeBeside(args.slice(0, count)));
      inputs.push(scalar);
      changed ??= [...args];
      changed[i] = scalar;
    } else if (arg !== undefined && arg !== null) {
      throw new ChalkgradError(
        `${op}: argument ${i + 1} is neither a tensor nor a number`,
        'make a tensor of lists with tensor([…]); options come after all tensors, and undefined stands for a tensor left out.',
      );
    }
  }
  return { inputs, args: changed === null ? args : (changed as unknown as Args) };
}

/** The dtype a number should take: that of the first float tensor, else of the first tensor. */
function dtypeBeside(operands: readonly unknown[]): DType {
  const tensors = operands.filter((arg) => arg instanceof Tensor);
  return (tensors.find(({ dtype }) => isFloat(dtype)) ?? tensors[0])?.dtype ?? 'float32';
}

/** A number takes the dtype of the tensor beside it, unless that would cut off its fraction. */
function scalarLike(value: number, dtype: DType): Tensor {
  const integral = dtype === 'int32' || dtype === 'bool';
  return full([], value, { dtype: integral ? (Number.isInteger(value) ? 'int32' : 'float32') : dtype });
}

function emitForward<Args extends readonly unknown[], Saved>(
  definition: OpDefinition<Args, Saved>,
  op: number,
  args: Args,
  inputs: readonly Tensor[],
  output: Tensor,
  ms: number,
): void {
  const rest = args.filter((arg) => !(arg instanceof Tensor) && arg !== undefined && !Array.isArray(arg));
  const options = rest.find((arg): arg is Record<string, unknown> => typeof arg === 'object' && arg !== null) ?? {};
  emit({
    type: 'op.fwd',
    op,
    name: definition.name,
    scope: currentScope(),
    kernels: definition.kernels,
    inputs: inputs.map((input) => input.traced()),
    output: output.traced(),
    options,
    ms,
  });
}
