/**
 * A model as a list of steps: what another program has to do to give the same answers. Nothing of it is written by hand: the model runs, and
 * the trace tells which ops it called, on what, in which module. It runs twice, on batches of different size, so that a size that follows the
 * batch is told from one that does not; what differs otherwise depends on the numbers that came in, and is refused.
 */
import {
  ChalkgradError,
  isListening,
  listen,
  type Module,
  noGrad,
  shapeText,
  Tensor,
  type TracedTensor,
} from '#framework';

/** A size: a number, or so many times the batch. */
export type Size = number | { readonly batch: number };

/** Numbers that the model holds beside its weights: a mask, a factor. */
export interface Constant {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

/** Where a tensor comes from. */
export type Source =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'step'; readonly step: number; readonly output: number }
  | { readonly kind: 'weight'; readonly name: string }
  | { readonly kind: 'constant'; readonly constant: Constant }
  /** A number that is so many times the batch. */
  | { readonly kind: 'batch'; readonly times: number };

/** A tensor in the place of an argument. */
export class Operand {
  readonly source: Source;
  readonly shape: readonly Size[];
  readonly dtype: string;

  constructor(source: Source, shape: readonly Size[], dtype: string) {
    this.source = source;
    this.shape = shape;
    this.dtype = dtype;
  }
}

/** What a step gives. */
export interface Made {
  readonly shape: readonly Size[];
  readonly dtype: string;
}

/** One call of an op, or of a module that is taken as a whole. */
export interface Step {
  /** The op's name, or the module's class. */
  readonly op: string;
  /** Path of the module that it ran in: `encoder.layers.0.norm1`; empty for the model itself. */
  readonly path: string;
  /** As they were given, tensors as operands, sizes that follow the batch as sizes. */
  readonly args: readonly unknown[];
  readonly outputs: readonly Made[];
  /** The module, where it is taken as a whole. */
  readonly module: Module | null;
}

/** A model's computation. */
export interface Graph {
  readonly inputs: readonly Made[];
  readonly steps: readonly Step[];
  readonly outputs: readonly Operand[];
  /** Weights and buffers by name, the model's own. */
  readonly weights: ReadonlyMap<string, Tensor>;
}

/** A module that can be run: what is exported. */
export type Runnable = Module & { forward(...inputs: Tensor[]): unknown };

/** One run, with sizes as they were. */
export interface Recording {
  readonly batch: number;
  readonly steps: readonly Step[];
  readonly inputs: readonly Made[];
  readonly outputs: readonly Operand[];
}

export interface RecordOptions {
  /** Which modules are taken as a whole, and not looked into. Default none. */
  readonly isWhole?: (module: Module) => boolean;
}

const isTraced = (value: unknown): value is TracedTensor =>
  typeof value === 'object' && value !== null && 'read' in value && 'id' in value;

/** Everything inside that is a tensor, in order: an LSTM gives its outputs, and a pair of states. */
const tensorsIn = (value: unknown): Tensor[] => {
  if (value instanceof Tensor) return [value];
  return Array.isArray(value) ? value.flatMap(tensorsIn) : [];
};

/** Listens to a model while it runs. */
export class GraphRecorder {
  private readonly sources = new Map<number, Source>();
  private readonly weightNames = new Map<number, string>();
  private readonly paths: string[] = [];
  /** Above 0 inside a module that is taken as a whole. */
  private inside = 0;
  private readonly steps: Step[] = [];
  private readonly stops: (() => void)[] = [];

  constructor(model: Module, { isWhole = () => false }: RecordOptions = {}) {
    for (const [name, { id }] of Object.entries(model.stateDict()))
      if (!this.weightNames.has(id)) this.weightNames.set(id, name); // a tied weight: under its first name
    for (const [path, module] of model.namedModules()) {
      if (typeof (module as { forward?: unknown }).forward !== 'function') continue;
      const whole = isWhole(module);
      this.stops.push(
        module.registerForwardPreHook((_, inputs) => {
          if (!isListening()) return undefined; // the run looks at its model by itself, which is no part of the step
          this.paths.push(path);
          if (whole && this.inside++ === 0) this.wholeArgs = inputs.map((input) => this.operand(input));
          return undefined;
        }),
        module.registerForwardHook((_, _inputs, output) => {
          if (!isListening()) return undefined;
          if (whole && --this.inside === 0) this.add(module.constructor.name, path, this.wholeArgs, output, module);
          this.paths.pop();
          return undefined;
        }),
      );
    }
    this.stops.push(
      listen(
        (event) => {
          if (event.type !== 'op.fwd' || this.inside > 0) return;
          const args = event.args.map((arg) => this.operand(arg));
          if (event.inputs.length > 0 && args.every((arg) => isFixed(arg))) {
            // Made of nothing but numbers that are known: it is one itself.
            this.sources.set(event.output.id, { kind: 'constant', constant: constantOf(event.output) });
            return;
          }
          const { id, shape, dtype } = event.output;
          this.sources.set(id, { kind: 'step', step: this.steps.length, output: 0 });
          this.steps.push({
            op: event.name,
            path: this.paths.at(-1) ?? '',
            args,
            outputs: [{ shape, dtype }],
            module: null,
          });
        },
        { observes: [] },
      ),
    );
  }

  private wholeArgs: readonly unknown[] = [];

  private add(op: string, path: string, args: readonly unknown[], output: unknown, module: Module): void {
    const made = tensorsIn(output);
    for (const [i, { id }] of made.entries()) {
      this.sources.set(id, { kind: 'step', step: this.steps.length, output: i });
    }
    this.steps.push({ op, path, args, outputs: made.map(({ shape, dtype }) => ({ shape, dtype })), module });
  }

  /** From now on these tensors are inputs, counted from `first`. */
  name(inputs: readonly Tensor[], first = 0): void {
    for (const [i, { id }] of inputs.entries()) this.sources.set(id, { kind: 'input', index: first + i });
  }

  get length(): number {
    return this.steps.length;
  }

  /** What the last step gave; null before the first. */
  last(): Operand | null {
    const made = this.steps.at(-1)?.outputs[0];
    if (made === undefined) return null;
    return new Operand({ kind: 'step', step: this.steps.length - 1, output: 0 }, made.shape, made.dtype);
  }

  get recorded(): readonly Step[] {
    return this.steps;
  }

  /** A tensor as an operand; everything else as it is, lists and option objects looked into. */
  operand(arg: unknown): unknown {
    if (arg instanceof Tensor) return this.operandOf(arg.traced());
    if (isTraced(arg)) return this.operandOf(arg);
    if (Array.isArray(arg)) return arg.map((entry) => this.operand(entry));
    if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return arg;
    return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, this.operand(value)]));
  }

  operandOf(tensor: TracedTensor): Operand {
    const { id, shape, dtype } = tensor;
    const weight = this.weightNames.get(id);
    const source: Source =
      this.sources.get(id) ??
      (weight === undefined ? { kind: 'constant', constant: constantOf(tensor) } : { kind: 'weight', name: weight });
    return new Operand(source, shape, dtype);
  }

  stop(): void {
    for (const stop of this.stops) stop();
  }
}

const constantOf = (tensor: TracedTensor): Constant => ({
  shape: [...tensor.shape],
  dtype: tensor.dtype,
  values: Array.from(tensor.read()),
});

/** Is there nothing in an argument that comes from an input or a weight? */
function isFixed(arg: unknown): boolean {
  if (arg instanceof Operand) return arg.source.kind === 'constant';
  if (Array.isArray(arg)) return arg.every(isFixed);
  return true;
}

function record(model: Runnable, inputs: readonly Tensor[], batch: number, options: RecordOptions): Recording {
  const recorder = new GraphRecorder(model, options);
  try {
    recorder.name(inputs);
    const output = noGrad(() => model.forward(...inputs));
    return {
      batch,
      steps: [...recorder.recorded],
      inputs: inputs.map(({ shape, dtype }) => ({ shape, dtype })),
      outputs: tensorsIn(output).map((tensor) => recorder.operandOf(tensor.traced())),
    };
  } finally {
    recorder.stop();
  }
}

/**
 * The computation of a model in evaluation mode. `inputsOf` gives inputs for a batch of so many.
 *
 * Errors: a model whose answer does not come from its input; sizes, numbers or steps that depend on the numbers that came in.
 *
 * @example graphOf('digits-cnn', model, (n) => [images.slice(0, 0, n)])
 */
export function graphOf(
  name: string,
  model: Runnable,
  inputsOf: (examples: number) => readonly Tensor[],
  options: RecordOptions = {},
): Graph {
  const mode = model.training;
  model.eval();
  try {
    const [small, large] = [2, 3].map((n) => record(model, inputsOf(n), n, options)) as [Recording, Recording];
    const graph = merged(name, model, small, large);
    checkFlow(name, graph);
    return graph;
  } finally {
    model.train(mode);
  }
}

/** Two recordings as one graph. */
export function merged(name: string, model: Module, small: Recording, large: Recording): Graph {
  const sizes = { name, batches: [small.batch, large.batch] as const };
  if (small.steps.length !== large.steps.length) {
    throw refusal(
      name,
      `it takes its examples apart, ${small.steps.length} steps for ${small.batch} of them and ${large.steps.length} for ${large.batch}`,
    );
  }
  const steps = small.steps.map((step, i): Step => {
    const other = large.steps[i]!;
    const where = `step ${i} (${step.op}${step.path === '' ? '' : ` in ${step.path}`})`;
    if (step.op !== other.op || step.path !== other.path)
      throw refusal(name, `${where} is ${other.op}${other.path === '' ? '' : ` in ${other.path}`} for another batch`);
    return {
      ...step,
      args: step.args.map((arg, place) => joined(arg, other.args[place], `${where}: argument ${place}`, sizes)),
      outputs: step.outputs.map((made, o) => madeOf(made, other.outputs[o]!, where, sizes)),
    };
  });
  const inputs = small.inputs.map((made, i) => madeOf(made, large.inputs[i]!, `input ${i}`, sizes));
  const outputs = small.outputs.map((operand, i) => joined(operand, large.outputs[i], `output ${i}`, sizes) as Operand);
  return { inputs, steps, outputs, weights: new Map(Object.entries(model.stateDict())) };
}

interface Sizes {
  readonly name: string;
  readonly batches: readonly [small: number, large: number];
}

const refusal = (name: string, why: string): ChalkgradError =>
  new ChalkgradError(
    `${name} cannot be written down as one computation: ${why}`,
    'what a model does must not depend on the numbers that come in, only on their shape.',
  );

const madeOf = (a: Made, b: Made, where: string, sizes: Sizes): Made => ({
  dtype: a.dtype,
  shape: a.shape.map((size, axis) => joined(size, b.shape[axis], where, sizes) as Size),
});

/** One argument as two batches saw it. */
function joined(a: unknown, b: unknown, where: string, sizes: Sizes): unknown {
  if (a instanceof Operand && b instanceof Operand) return joinedOperands(a, b, where, sizes);
  if (typeof a === 'number' && typeof b === 'number') {
    if (Object.is(a, b)) return a;
    const times = timesBatch(a, b, sizes);
    if (times !== null) return { batch: times };
    throw refusal(sizes.name, `${where} is ${a} for ${sizes.batches[0]} examples and ${b} for ${sizes.batches[1]}`);
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.map((entry, i) => joined(entry, b[i], where, sizes));
  if (typeof a !== 'object' || a === null || Object.getPrototypeOf(a) !== Object.prototype) return a; // a generator, say
  return Object.fromEntries(
    Object.entries(a).map(([key, value]) => [key, joined(value, (b as Record<string, unknown>)[key], where, sizes)]),
  );
}

function timesBatch(a: number, b: number, { batches: [small, large] }: Sizes): number | null {
  const times = a / small;
  return times > 0 && times === b / large ? times : null;
}

function joinedOperands(a: Operand, b: Operand, where: string, sizes: Sizes): Operand {
  const shape = madeOf(a, b, where, sizes).shape;
  const [from, to] = [a.source, b.source];
  if (from.kind !== 'constant' || to.kind !== 'constant') {
    if (JSON.stringify(from) !== JSON.stringify(to))
      throw refusal(sizes.name, `${where} comes from elsewhere for another batch`);
    return new Operand(from, shape, a.dtype);
  }
  const [x, y] = [from.constant.values, to.constant.values];
  if (x.length === y.length && x.every((value, i) => Object.is(value, y[i]))) return new Operand(from, shape, a.dtype);
  const times = x.length === 1 && y.length === 1 ? timesBatch(x[0]!, y[0]!, sizes) : null;
  if (times !== null) return new Operand({ kind: 'batch', times }, shape, a.dtype);
  throw refusal(sizes.name, `${where} holds numbers that were read out of its input`);
}

/** Errors: no way from the inputs to an output. */
function checkFlow(name: string, { steps, outputs }: Graph): void {
  const fed = steps.map(() => false);
  const isFed = (arg: unknown): boolean => {
    if (arg instanceof Operand)
      return arg.source.kind === 'input' || (arg.source.kind === 'step' && fed[arg.source.step] === true);
    if (Array.isArray(arg)) return arg.some(isFed);
    if (typeof arg !== 'object' || arg === null || Object.getPrototypeOf(arg) !== Object.prototype) return false;
    return Object.values(arg).some(isFed);
  };
  for (const [i, { args }] of steps.entries()) fed[i] = args.some(isFed);
  if (outputs.length > 0 && outputs.every(isFed)) return;
  throw new ChalkgradError(
    `${name} is no function of an input: no op leads from what comes in to what comes out`,
    'there is no model in it that could answer elsewhere.',
  );
}

/** [N, 8, 28, 28] for messages. */
export const sizesText = (shape: readonly Size[]): string =>
  shape.every((size) => typeof size === 'number')
    ? shapeText(shape as readonly number[])
    : `[${shape.map((size) => (typeof size === 'number' ? size : size.batch === 1 ? 'N' : `${size.batch}·N`)).join(', ')}]`;
