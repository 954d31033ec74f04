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
import type { KernelName } from '../kernels/Kernels.ts';
import { flawIn, isDetecting, whereNow } from '../tensor/anomaly.ts';
import { checked } from '../tensor/arguments.ts';
import { scalar } from '../tensor/create.ts';
import { currentDevice, hasDevices, onDevice } from '../tensor/device.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import { elementOf } from '../tensor/elements.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { nextRecordId, type OpRecord, switchGrad } from '../tensor/history.ts';
import type { Generator } from '../tensor/random.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { currentScope, emit, isListening } from '../trace/emit.ts';
import { areFloats, type Plan, planFor } from './dtypeRules.ts';
import { placedTogether } from './placedTogether.ts';
import { type OpCall, opCalls } from './signatures.ts';

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
  readonly kernels: readonly KernelName[];
  /** How many leading arguments are tensors (default 1), or 'list' when the first argument is a list of tensors. */
  readonly operands?: 1 | 2 | 3 | 'list';
  /** Where the operands do not lead: picks them from the arguments. */
  readonly tensors?: (args: Args) => readonly Tensor[];
  readonly forward: (...args: Args) => Tensor | { readonly output: Tensor; readonly saved: Saved };
  /** ∂L/∂output → ∂L/∂operand for each operand, written in ops. null: the output has no derivative (an index, a mask). */
  readonly backward: ((grad: Tensor, call: Call<Args, Saved>) => readonly (Tensor | null)[]) | null;
  /** false where the derivative is not itself differentiable. Default true. */
  readonly twice?: boolean;
  /** true: the result is a view of a part of the operand. What several parts send back is then gathered in one whole, not in one each. */
  readonly part?: boolean;
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
  const { name, forward, backward, tensors, operands = 1 } = definition;
  const known = opCalls.get(name) ?? null;
  const call = (...asked: Args): Tensor => {
    const given = known === null ? asked : checked(known.call, asked);
    if (hasDevices()) {
      const { device, args: placed } = placedTogether(name, given);
      if (device !== currentDevice()) return onDevice(device, () => call(...placed));
    }
    const taken = tensors === undefined ? withTensors(name, operands, given) : given;
    const shown = tensors === undefined ? operandsOf(operands, taken) : tensors(taken);
    const plan = otherwise(known, name, shown);
    const inputs = plan === null ? shown : plan.operands;
    const args = plan === null ? taken : replaced(taken, shown, inputs);
    const isOutermost = depth === 0;
    const watched = isOutermost && isListening();
    const started = watched ? performance.now() : 0;
    const records = switchGrad(false);
    depth++;
    let result: ReturnType<typeof forward>;
    try {
      result = forward(...args);
    } finally {
      depth--;
      switchGrad(records);
    }
    const computed = result instanceof Tensor ? result : result.output;
    const made = plan === null || plan.settle === null ? computed : plan.settle(computed);
    const saved = (result instanceof Tensor ? undefined : result.saved) as Saved;
    const output = inputs.includes(made) ? made.detach() : made;
    if (output.storage.madeBy === '') output.storage.madeBy = name;
    if (records && backward !== null && inputs.some(needsGrad)) {
      output.requiresGrad = true;
      output.history = new CallRecord(definition, args, inputs, output, saved);
    }
    if (isOutermost && isDetecting()) refuseFlaw(name, inputs, output);
    if (watched) {
      const id = output.history?.id ?? nextRecordId();
      emitForward(definition, id, args, shown, output, performance.now() - started);
    }
    return output;
  };
  return Object.assign(call, { definition: definition as unknown as AnyDefinition });
}

const NONE: readonly never[] = [];

/** One call of an op in the history of its output. It is also the `Call` that the derivative looks back at: nothing is copied. */
class CallRecord<Args extends readonly unknown[], Saved> implements OpRecord<Tensor>, Call<Args, Saved> {
  readonly id = nextRecordId();
  readonly madeAt = isDetecting() ? whereNow() : null;
  readonly output: Tensor;
  args: Args;
  inputs: Operands;
  versions: readonly number[];
  saved: Saved;
  isUsed = false;
  walk = 0;
  private readonly definition: OpDefinition<Args, Saved>;

  constructor(
    definition: OpDefinition<Args, Saved>,
    args: Args,
    inputs: readonly Tensor[],
    output: Tensor,
    saved: Saved,
  ) {
    this.definition = definition;
    this.args = args;
    this.inputs = inputs as unknown as Operands;
    this.versions = inputs.map(versionOf);
    this.output = output;
    this.saved = saved;
  }

  get op(): string {
    return this.definition.name;
  }

  get twice(): boolean {
    return this.definition.twice ?? true;
  }

  get isPart(): boolean {
    return this.definition.part ?? false;
  }

  partOf(whole: Tensor): Tensor {
    return this.definition.forward(...(this.args.with(0, whole) as unknown as Args)) as Tensor;
  }

  backward(grad: Tensor): readonly (Tensor | null)[] {
    if (grad.device === currentDevice()) return this.definition.backward!(grad, this);
    return onDevice(grad.device, () => this.definition.backward!(grad, this));
  }

  needs(): readonly unknown[] {
    return [this.args, this.inputs, this.saved];
  }

  free(): void {
    this.isUsed = true;
    this.args = NONE as unknown as Args;
    this.inputs = NONE as unknown as Operands;
    this.versions = NONE;
    this.saved = undefined as Saved;
  }
}

const versionOf = (t: Tensor): number => t.storage.version;

export interface Composition<Args extends readonly unknown[], Result>
  extends Omit<OpDefinition<Args>, 'forward' | 'backward' | 'twice' | 'part' | 'composed'> {
  /** Written in other ops, in method style; runs recorded. */
  readonly forward: (...args: Args) => Result;
}

/** Make a callable op that is a sentence of other ops: they are recorded and traced, it is not. See the header for when. */
export function composeOp<Args extends readonly unknown[], Result = Tensor>(
  composition: Composition<Args, Result>,
): Op<Args, Result> {
  const { name, tensors, operands = 1 } = composition;
  const known = opCalls.get(name) ?? null;
  const run = (args: Args): Result => {
    const shown = tensors === undefined ? operandsOf(operands, args) : tensors(args);
    const plan = otherwise(known, name, shown);
    if (plan === null) return composition.forward(...args);
    const result = composition.forward(...replaced(args, shown, plan.operands));
    return plan.settle === null || !(result instanceof Tensor) ? result : (plan.settle(result) as Result);
  };
  const call = (...asked: Args): Result => {
    const given = known === null ? asked : checked(known.call, asked);
    if (!hasDevices()) return run(given);
    const { device, args } = placedTogether(name, given);
    return onDevice(device, () => run(args));
  };
  const definition = { ...composition, backward: null, composed: true };
  return Object.assign(call, { definition: definition as unknown as AnyDefinition });
}

/** How an op treats operands that are no floats; null where there is nothing special about them. */
const otherwise = (known: OpCall | null, op: string, operands: readonly Tensor[]): Plan | null =>
  known === null || areFloats(operands) ? null : planFor(op, known.rule, operands);

/** The arguments with other tensors in the operands' places. */
function replaced<Args extends readonly unknown[]>(
  args: Args,
  operands: readonly Tensor[],
  others: readonly Tensor[],
): Args {
  const place = (arg: unknown): unknown => (arg instanceof Tensor ? (others[operands.indexOf(arg)] ?? arg) : arg);
  return args.map((arg) => (Array.isArray(arg) ? arg.map(place) : place(arg))) as unknown as Args;
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

/** Do a computation that is nobody's op (an in-place update, a metric) without leaving trace events. */
export function untraced<R>(run: () => R): R {
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

/** The arguments with numbers in the places of tensors turned into tensors. */
function withTensors<Args extends readonly unknown[]>(op: string, count: 1 | 2 | 3 | 'list', args: Args): Args {
  if (count === 'list') return args;
  let changed: unknown[] | null = null;
  for (let i = 0; i < count; i++) {
    const arg: unknown = args[i];
    if (arg instanceof Tensor || arg === undefined || arg === null) continue;
    if (typeof arg !== 'number') {
      throw new ChalkgradError(
        `${op}: argument ${i + 1} is neither a tensor nor a number`,
        'make a tensor of lists with tensor([…]); options come after all tensors, and undefined stands for a tensor left out.',
      );
    }
    changed ??= [...args];
    changed[i] = scalarLike(op, arg, dtypeBeside(args, count));
  }
  return changed === null ? args : (changed as unknown as Args);
}

/** The tensors an op works on. */
function operandsOf(count: 1 | 2 | 3 | 'list', args: readonly unknown[]): readonly Tensor[] {
  if (count === 'list') return [...(args[0] as readonly Tensor[])];
  const inputs: Tensor[] = [];
  for (let i = 0; i < count; i++) if (args[i] instanceof Tensor) inputs.push(args[i] as Tensor);
  return inputs;
}

/** The dtype a number should take: that of the first float tensor, else of the first tensor. */
function dtypeBeside(args: readonly unknown[], count: number): DType {
  let first: DType | null = null;
  for (let i = 0; i < count; i++) {
    const arg = args[i];
    if (!(arg instanceof Tensor)) continue;
    if (isFloat(arg.dtype)) return arg.dtype;
    first ??= arg.dtype;
  }
  return first ?? 'float32';
}

/** A number takes the dtype of the tensor beside it, unless that would cut off its fraction. */
function scalarLike(op: string, value: number, dtype: DType): Tensor {
  const integral = dtype === 'int32' || dtype === 'bool';
  if (!integral) return scalar(value, dtype);
  return Number.isInteger(value) ? scalar(elementOf(op, value, 'int32'), 'int32') : scalar(value, 'float32');
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
