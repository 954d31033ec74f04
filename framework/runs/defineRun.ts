/**
 * A run of the reader's own from its four parts: data, model, loss, optimizer. What it makes is a run like those that ship: it has knobs, trains
 * from a seed, is saved, resumed, forked and watched. Pairs of input and target are what it can learn from.
 */
import { type Dataset, TensorDataset } from '../data/Dataset.ts';
import { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import type { Layer, Module } from '../nn/Module.ts';
import type { AnyOptimizer } from '../optim/Scheduler.ts';
import { check, inWords, signature } from '../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { isPlainObject, isTensor } from '../tensor/kinds.ts';
import { Generator, manualSeed } from '../tensor/random.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { accuracy } from '../train/accuracy.ts';
import type { TrainingSetup } from '../train/setup.ts';
import type { Supervised } from '../train/supervised.ts';
import {
  type ChoiceKnob,
  count,
  type Knob,
  type Knobs,
  type KnobValue,
  type ListKnob,
  type NumberKnob,
  type SwitchKnob,
} from './knobs.ts';
import { decisionMaps, planeMaps, type Square } from './planeMaps.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { type ScheduleName, scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

/** Examples with their targets: a data set, what a generator of points makes, or two tensors of equal length. */
export type Pairs = Dataset | { readonly points: Tensor; readonly labels: Tensor } | readonly [Tensor, Tensor];

/** What can be turned: a knob as runs declare them, or its default alone, a number or a truth value. */
export type OwnKnobs = Readonly<Record<string, Knob | number | boolean>>;

type ValueOf<Given> = Given extends number | NumberKnob
  ? number
  : Given extends boolean | SwitchKnob
    ? boolean
    : Given extends ListKnob
      ? readonly number[]
      : Given extends ChoiceKnob<infer Option>
        ? Option
        : never;

/** The knobs' values in this track. */
export type OwnValues<Given extends OwnKnobs> = { readonly [Name in keyof Given]: ValueOf<Given[Name]> };

/** What a part of a run is made from. Everything random comes from `random(name)`: one stream a name, the same for the same seed. */
export interface PartOptions<Given extends OwnKnobs> {
  readonly knobs: OwnValues<Given>;
  readonly random: (name: string) => Generator;
}

/** What `data` is asked for: so many examples, drawn from this stream. */
export interface DataOptions<Given extends OwnKnobs> {
  readonly count: number;
  readonly random: Generator;
  readonly knobs: OwnValues<Given>;
}

/** The parts of a run of one's own. Only the first four are needed. */
export interface RunDefinition<Given extends OwnKnobs = OwnKnobs> {
  /** Asked twice: for the examples to learn from, and, from another stream, for those it is examined on. */
  readonly data: (options: DataOptions<Given>) => Pairs;
  /** inputs [N, …] → outputs [N, …] */
  readonly model: (options: PartOptions<Given>) => Module & { forward(inputs: Tensor): Tensor };
  /** One number for a batch. */
  readonly loss: (outputs: Tensor, targets: Tensor) => Tensor;
  readonly optimizer: (parameters: Tensor[], options: PartOptions<Given>) => AnyOptimizer;
  /** Default 'own-run'. */
  readonly name?: string;
  /** What can be turned beside `examples`, `batch`, `epochs` and `schedule`, which every such run has. */
  readonly knobs?: Given;
  /** How many to learn from. Default 200. */
  readonly examples?: number;
  /** How many it is examined on after each epoch. Default 200; 0: it is not examined. */
  readonly heldOut?: number;
  /** Default 32. */
  readonly batch?: number;
  /** Default 20. */
  readonly epochs?: number;
  /** The learning rate of step number `step`, from 0, where it changes on the way: a function of the step alone, so that steps can be replayed. */
  readonly rate?: (step: number, knobs: OwnValues<Given>) => number;
  /** Further numbers to show. Default: the share that is right, where targets are classes. */
  readonly measures?: Supervised['measures'];
}

const call = signature(
  'defineRun',
  {},
  {
    data: 'function!',
    model: 'function!',
    loss: 'function!',
    optimizer: 'function!',
    name: 'text',
    knobs: 'record',
    examples: 'count',
    heldOut: 'size',
    batch: 'count',
    epochs: 'count',
    rate: 'function',
    measures: 'functions',
  },
);

/** Knobs that are given by a number reach this many times beyond it, each way. */
const REACH = 1000;
/** How far beyond its points a map of the plane reaches. */
const MARGIN = 1.15;

/**
 * Errors: a part that is missing or no function; a knob that is neither a knob nor a number or truth value, or whose name every run has; and when
 * it is built: data that are no pairs, a model or an optimizer that is none, an optimizer of other parameters than the model's.
 *
 * @example
 * export default defineRun({
 *   knobs: { lr: 0.5, hidden: 16 },
 *   data: ({ count, random }) => generateMoons(count, random),
 *   model: ({ knobs }) => new Sequential(new Linear(2, knobs.hidden), new Tanh(), new Linear(knobs.hidden, 2)),
 *   loss: crossEntropy,
 *   optimizer: (parameters, { knobs }) => new SGD(parameters, { lr: knobs.lr }),
 * });
 */
export function defineRun<const Given extends OwnKnobs = Record<never, never>>(definition: RunDefinition<Given>): Run {
  check(call, definition);
  const { name = 'own-run', examples = 200, batch = 32, epochs = 20 } = definition;
  const knobs = { ...usualKnobs({ examples, batch, epochs }), ...ownKnobs(definition.knobs ?? {}) };
  const run: Run = {
    name,
    title: name,
    summary: '',
    realData: null,
    metric: 'loss',
    better: 'lower',
    threshold: Number.POSITIVE_INFINITY,
    knobs,
    build: async (options: RunOptions = {}) => build(run, definition as RunDefinition, options),
  };
  return run;
}

const usualKnobs = ({ examples, batch, epochs }: Readonly<Record<'examples' | 'batch' | 'epochs', number>>) => ({
  examples: count(examples, 1, 100_000),
  batch: count(batch, 1, 10_000),
  epochs: count(epochs, 1, 10_000),
  schedule: scheduleKnob('none'),
});

function ownKnobs(given: OwnKnobs): Knobs {
  return Object.fromEntries(
    Object.entries(given).map(([name, knob]) => {
      if (['examples', 'batch', 'epochs', 'schedule'].includes(name))
        throw new ChalkgradError(
          `defineRun: every run has a knob called '${name}'`,
          name === 'schedule'
            ? 'it stands at none unless it is turned.'
            : `say its default beside data and model: { ${name}: … }.`,
        );
      if (typeof knob === 'number' && Number.isFinite(knob)) return [name, knobFrom(knob)];
      if (typeof knob === 'boolean') return [name, { kind: 'switch', default: knob }];
      if (isPlainObject(knob) && typeof knob['kind'] === 'string') return [name, knob as unknown as Knob];
      throw new ChalkgradError(
        `defineRun: the knob ${name} is ${inWords(knob)}`,
        'give its default, a number or true or false, or a whole knob: { kind, from, to, default }.',
      );
    }),
  );
}

/** A whole number counts something, another one has factors. */
function knobFrom(standard: number): NumberKnob {
  if (Number.isInteger(standard) && standard > 0) return count(standard, 1, Math.max(100, 10 * standard));
  if (standard > 0)
    return { kind: 'number', from: standard / REACH, to: standard * REACH, default: standard, scale: 'log' };
  const far = Math.max(1, REACH * Math.abs(standard));
  return { kind: 'number', from: -far, to: far, default: standard };
}

async function build(run: Run, definition: RunDefinition, options: RunOptions): Promise<TrainingSetup> {
  const { seed = 7, testExamples = definition.heldOut ?? 200 } = options;
  const values = turned(run, options) as Readonly<Record<string, KnobValue>>;
  const knobs = values as OwnValues<OwnKnobs>;
  const streams = new Generator(seed);
  // Layers that are given no stream draw from the default one: the same at every build, and saved with the run.
  const generators: Record<string, Generator> = { default: manualSeed(seed) };
  const random = (name: string): Generator => {
    generators[name] ??= streams.fork(name);
    return generators[name];
  };
  const part = (name: string, many: number): Dataset =>
    pairsFrom(definition.data({ count: many, random: streams.fork(name), knobs }));
  const train = part('train', values['examples'] as number);
  const test = testExamples === 0 ? null : part('test', testExamples);
  const model = modelFrom(definition.model({ knobs, random }));
  const optimizer = optimizerFrom(definition.optimizer([...model.parameters()], { knobs, random }), model);
  const measures = definition.measures ?? (hasClasses(train) ? { accuracy } : {});
  const parts: Supervised = { model, optimizer, loss: definition.loss, measures, observe: observed(model, train) };
  const setup = supervisedSetup({
    run,
    knobs: { ...values, schedule: values['schedule'] as ScheduleName },
    seed,
    train,
    test: test ?? train,
    parts,
    epochs: values['epochs'] as number,
    generators,
  });
  const { rate } = definition;
  return {
    ...setup,
    ...(test === null ? { evaluate: () => ({}) } : {}),
    ...(rate === undefined
      ? {}
      : {
          schedule: (step: number) => setRate(optimizer, rate(step, knobs), step),
          step: (loaded) => ({ ...setup.step(loaded), lr: optimizer.lr }),
        }),
  };
}

function setRate(optimizer: AnyOptimizer, lr: number, step: number): void {
  if (typeof lr !== 'number' || !(lr >= 0 && lr < Number.POSITIVE_INFINITY))
    throw new ChalkgradError(
      `defineRun: the rate of step ${step} is ${inWords(lr)}`,
      'rate(step) gives a finite number of at least 0.',
    );
  optimizer.lr = lr;
}

function pairsFrom(given: Pairs): Dataset {
  if (Array.isArray(given) && given.length === 2 && given.every(isTensor)) return new TensorDataset(...given);
  if (isPlainObject(given) && isTensor(given['points']) && isTensor(given['labels']))
    return new TensorDataset(given['points'], given['labels']);
  if (typeof (given as Dataset | undefined)?.batch === 'function') return given as Dataset;
  throw new ChalkgradError(
    `defineRun: data gave ${inWords(given)}`,
    'it gives [inputs, targets], { points, labels }, or a data set such as new TensorDataset(inputs, targets).',
  );
}

function modelFrom(given: unknown): Module & Layer {
  const model = given as (Module & Layer) | undefined;
  if (typeof model?.forward === 'function' && typeof model.namedParameters === 'function') return model;
  throw new ChalkgradError(
    `defineRun: model gave ${inWords(given)}`,
    'it gives a module with a forward: new Linear(2, 1), say.',
  );
}

function optimizerFrom(given: AnyOptimizer, model: Module): AnyOptimizer {
  if (typeof (given as AnyOptimizer | undefined)?.step !== 'function')
    throw new ChalkgradError(
      `defineRun: optimizer gave ${inWords(given)}`,
      'it gives an optimizer of these parameters: new SGD(parameters, { lr: 0.1 }), say.',
    );
  const own = new Set(model.parameters());
  const foreign = given.parameters().find((parameter) => !own.has(parameter));
  if (foreign === undefined) return given;
  throw new ChalkgradError(
    `defineRun: the optimizer has a parameter ${shapeText(foreign.shape)} that is not the model's`,
    'make it from the parameters that it is given.',
  );
}

/** One example, to see of what kind it is. inputs [1, …], targets [1, …] */
const first = (set: Dataset): readonly Tensor[] => set.batch(Int32Array.of(0), new Generator(0));

function hasClasses(set: Dataset): boolean {
  const [, targets] = first(set);
  return targets !== undefined && targets.dtype === 'int32' && targets.shape.length === 1;
}

/** What can be seen of it: chances where targets are classes, and a map where inputs are points of the plane. */
function observed(model: Module & Layer, set: Dataset): NonNullable<Supervised['observe']> {
  if (!hasClasses(set)) return {};
  const [inputs] = first(set);
  return {
    probabilities: (outputs) => (outputs.shape.at(-1)! > 1 ? outputs.softmax(-1) : outputs.sigmoid()),
    ...(inputs!.shape.length === 2 && inputs!.shape[1] === 2 ? mapsOf(model, squareOf(set)) : {}),
  };
}

const mapsOf = (model: Module & Layer, square: Square): NonNullable<Supervised['observe']> =>
  model instanceof Sequential && isEvenlyWide(model)
    ? planeMaps(model, square)
    : decisionMaps((points) => model.forward(points), square);

/** Maps of neurons want hidden layers of one width. */
function isEvenlyWide(model: Sequential): boolean {
  const layers = [...model.namedChildren()].flatMap(([, layer]) => (layer instanceof Linear ? [layer] : []));
  const widths = layers.slice(0, -1).map(({ weight }) => weight.shape[0]);
  return widths.length > 0 && widths.every((width) => width === widths[0]);
}

/** A square about all points. */
function squareOf(set: Dataset): Square {
  const [points] = set.batch(
    Int32Array.from({ length: set.length }, (_, i) => i),
    new Generator(0),
  );
  const values = points!.dataSync();
  const ends = [0, 1].map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = axis; i < values.length; i += 2) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    return { middle: (low + high) / 2, half: (high - low) / 2 };
  });
  const extent = MARGIN * Math.max(ends[0]!.half, ends[1]!.half) || 1;
  return { extent, middle: [ends[0]!.middle, ends[1]!.middle] };
}
