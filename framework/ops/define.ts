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
import { checked, checkPlace, signature } from '../tensor/arguments.ts';
import { currentDevice, hasDevices, onDevice } from '../tensor/device.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { nextRecordId, type OpRecord, switchGrad } from '../tensor/history.ts';
import type { Generator } from '../tensor/random.ts';
import {
  currentSubstitute,
  isSubstituting,
  markOf,
  runSubstitute,
  type Substitute,
  substituteFor,
} from '../tensor/substitutes.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { currentPass, currentScope, emit, isListening } from '../trace/emit.ts';
import type { MadeBy } from '../trace/events.ts';
import { areFloats, type Plan } from './dtypeRules.ts';
import { operandsOf, otherwise, replaced, withTensors } from './operands.ts';
import { watchOverflow } from './overflow.ts';
import { placedTogether } from './placedTogether.ts';
import { type OpCall, opCalls } from './signatures.ts';
import { backwardOf, composedStandIn, isComposed, standIn } from './standIn.ts';

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

/**
 * Above 0 while the forward or derivative of an op of ours runs: calls that we wrote and that are tested are not asked again whether they are
 * right. A reader's own function (customFunction, a substitute) is not in the table of calls, and its calls are. Not `depth`, which is above
 * 0 also in `untraced`, where a reader's code may run.
 */
let ours = 0;

const definitionKinds = {
  name: 'text!',
  summary: 'text',
  tex: 'record',
  kernels: 'texts',
  operands: 'anything',
  tensors: 'function',
  forward: 'function!',
  twice: 'boolean',
  part: 'boolean',
  composed: 'boolean',
  examples: 'function',
} as const;
const calls = {
  defineOp: signature('defineOp', {}, { ...definitionKinds, backward: 'functionOrNull!' }),
  composeOp: signature('composeOp', {}, { ...definitionKinds, backward: 'functionOrNull' }),
  untraced: signature('untraced', { run: 'function' }),
};

/** Make a callable op from its definition. */
export function defineOp<Args extends readonly unknown[], Saved = undefined>(
  definition: OpDefinition<Args, Saved>,
): Op<Args> {
  checked(calls.defineOp, [definition], false);
  const { name, tensors, operands = 1 } = definition;
  const known = opCalls.get(name) ?? null;
  const [from, to] = usualCall(known, tensors === undefined ? operands : 3);
  const takesAll = known === null || known.takesAll;
  const call = (...asked: Args): Tensor => {
    const isUsual = areTensors(asked, from, to);
    const given = isUsual || ours > 0 || known === null ? asked : checked(known.call, asked);
    if (hasDevices()) {
      const { device, args: placed } = placedTogether(name, given);
      if (device !== currentDevice()) return onDevice(device, () => call(...placed));
    }
    const taken = isUsual || tensors !== undefined ? given : withTensors(name, operands, given);
    const shown = tensors === undefined ? operandsOf(operands, taken, isUsual) : tensors(taken);
    const isWatched = depth === 0 && (isSubstituting() || isListening() || isDetecting());
    const isPlain = !isWatched && (takesAll || areFloats(shown));
    return isPlain ? perform(definition, taken, shown, known !== null, null) : special(taken, shown);
  };
  /** The forward, in which nothing is recorded, and the record of it. */
  const perform = (
    acting: OpDefinition<Args, Saved>,
    args: Args,
    inputs: readonly Tensor[],
    isOurs: boolean,
    settle: Plan['settle'],
  ): Tensor => {
    const records = switchGrad(false);
    const before = ours;
    depth++;
    ours = isOurs ? before + 1 : 0;
    let result: ReturnType<typeof definition.forward>;
    try {
      result = acting.forward(...args);
    } finally {
      depth--;
      ours = before;
      switchGrad(records);
    }
    const computed = result instanceof Tensor ? result : result.output;
    const made = settle === null ? computed : settle(computed);
    const output = inputs.includes(made) ? made.detach() : made;
    if (output.storage.madeBy === '') output.storage.madeBy = name;
    if (records && acting.backward !== null && inputs.some(needsGrad)) {
      const saved = (result instanceof Tensor ? undefined : result.saved) as Saved;
      output.requiresGrad = true;
      output.history = new CallRecord(acting, args, inputs, output, saved, isOurs);
    }
    return output;
  };
  /** A call with something about it: tensors that are no floats, a substitute, somebody who listens or waits for a NaN. */
  const special = (taken: Args, shown: readonly Tensor[]): Tensor => {
    const plan = otherwise(known, name, shown);
    const inputs = plan === null ? shown : plan.operands;
    const args = plan === null ? taken : replaced(taken, shown, inputs);
    const isOutermost = depth === 0;
    const substitute = isSubstituting() && isOutermost ? substituteFor(name) : null;
    if (substitute !== null && isComposed(substitute)) return composedStandIn(definition, substitute, args, untraced);
    const acting =
      substitute === null ? definition : { ...definition, part: false, ...standIn(definition, substitute) };
    const watched = isOutermost && isListening();
    const started = watched ? performance.now() : 0;
    const isOurs = substitute === null && known !== null;
    const output = perform(acting, args, inputs, isOurs, plan === null ? null : plan.settle);
    const floats = ours > 0 && depth > 0 ? undefined : plan?.floats; // a part of an op of ours: the whole op is looked at
    if (floats !== undefined && output.dtype === 'int32') {
      untraced(() => {
        const instead = floats();
        watchOverflow(name, output, perform(acting, replaced(taken, shown, instead), instead, isOurs, null));
      });
    }
    if (isOutermost && isDetecting()) refuseFlaw(name, inputs, output);
    if (watched) {
      const id = output.history?.id ?? nextRecordId();
      emitForward(definition, { id, substitute }, taken, shown, output, performance.now() - started);
    }
    return output;
  };
  return Object.assign(call, { definition: definition as unknown as AnyDefinition });
}

/** From how many to how many tensors alone are a right call, and, if operands lead, the list of operands, too. None: [1, 0]. */
function usualCall(known: OpCall | null, operands: 1 | 2 | 3 | 'list'): readonly [from: number, to: number] {
  if (operands === 'list') return [1, 0];
  const [from, to] = known === null ? [operands, operands] : (known.tensorsAlone ?? [1, 0]);
  return [from, Math.min(to, operands)];
}

function areTensors(args: readonly unknown[], from: number, to: number): boolean {
  if (args.length < from || args.length > to) return false;
  for (let i = 0; i < args.length; i++) if (!(args[i] instanceof Tensor)) return false;
  return true;
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
  /** Is the op in the table of calls? Then its derivative is ours. */
  private readonly isOurs: boolean;

  constructor(
    definition: OpDefinition<Args, Saved>,
    args: Args,
    inputs: readonly Tensor[],
    output: Tensor,
    saved: Saved,
    isOurs: boolean,
  ) {
    this.definition = definition;
    this.isOurs = isOurs;
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
    if (isSubstituting()) return backwardOf(this.definition, grad, this);
    const before = ours;
    ours = this.isOurs ? before + 1 : 0;
    try {
      if (grad.device === currentDevice()) return this.definition.backward!(grad, this);
      return onDevice(grad.device, () => this.definition.backward!(grad, this));
    } finally {
      ours = before;
    }
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
  checked(calls.composeOp, [composition], false);
  const { name, tensors, operands = 1 } = composition;
  const known = opCalls.get(name) ?? null;
  const run = (args: Args): Result => {
    const shown = tensors === undefined ? operandsOf(operands, args) : tensors(args);
    const plan = otherwise(known, name, shown);
    const before = ours;
    ours = known === null || isSubstituting() ? 0 : before + 1; // a part may be a reader's
    try {
      if (plan === null) return composition.forward(...args);
      const result = composition.forward(...replaced(args, shown, plan.operands));
      return plan.settle === null || !(result instanceof Tensor) ? result : (plan.settle(result) as Result);
    } finally {
      ours = before;
    }
  };
  const call = (...asked: Args): Result => {
    const given = known === null || ours > 0 ? asked : checked(known.call, asked);
    const substitute = isSubstituting() && depth === 0 ? substituteFor(name) : null;
    if (substitute !== null) return runSubstitute<Result>(substitute, given);
    if (!hasDevices()) return run(given);
    const { device, args } = placedTogether(name, given);
    return onDevice(device, () => run(args));
  };
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

/** Do a computation that is nobody's op (an in-place update, a metric) without leaving trace events. */
export function untraced<R>(run: () => R): R {
  checkPlace(calls.untraced, 0, run);
  depth++;
  try {
    return run();
  } finally {
    depth--;
  }
}

function emitForward<Args extends readonly unknown[], Saved>(
  definition: OpDefinition<Args, Saved>,
  { id: op, substitute }: { readonly id: number; readonly substitute: Substitute | null },
  args: Args,
  inputs: readonly Tensor[],
  output: Tensor,
  ms: number,
): void {
  const rest = args.filter((arg) => !(arg instanceof Tensor) && arg !== undefined && !Array.isArray(arg));
  const options = rest.find((arg): arg is Record<string, unknown> => typeof arg === 'object' && arg !== null) ?? {};
  const operands = inputs.map((input) => input.traced());
  /** A tensor as the event shows it. */
  const shown = (arg: unknown): unknown => {
    if (Array.isArray(arg)) return arg.map(shown);
    const place = inputs.indexOf(arg as Tensor);
    return place < 0 ? arg : operands[place];
  };
  emit({
    type: 'op.fwd',
    op,
    name: definition.name,
    scope: currentScope(),
    pass: currentPass(),
    isView: isView(definition, inputs, output),
    kernels: definition.kernels,
    inputs: operands,
    output: output.traced(),
    options,
    args: args.map(shown),
    ms,
    ...madeBy(substitute ?? currentSubstitute()),
  });
}

/** Ops that say only how numbers are laid out, even where they must copy for it. */
const LAYOUT = new Set(['reshape', 'flatten', 'contiguous']);

const isView = (
  { name, kernels }: { readonly name: string; readonly kernels: readonly string[] },
  inputs: readonly Tensor[],
  output: Tensor,
): boolean =>
  kernels.length === 0 || LAYOUT.has(name) || (inputs.length === 1 && inputs[0]!.storage === output.storage);

/** Whose arithmetic it was, where it was not ours. */
const madeBy = (substitute: Substitute | null): { readonly substitute?: MadeBy } =>
  substitute === null ? {} : { substitute: markOf(substitute) };
