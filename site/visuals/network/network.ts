/**
 * What reads points of the plane, as a step recorded it: its layers with their weights, gradients and updates, what each hidden neuron makes of
 * the plane, where the border runs, and the points of the batch. Of a model that reads more than two features the plane is that of the two it
 * has its largest weights for. Pure: it picks recorded numbers and draws nothing.
 */
import type { Selection } from '../../player/Player.ts';
import type { OpTrace, StepTrace, TensorData } from '../../player/protocol.ts';
import { changeOf } from '../parts/cells/changeOf.ts';

/** What the edges may show. */
export const quantities = ['weight', 'gradient', 'update'] as const;
export type Quantity = (typeof quantities)[number];

type Numbers = ArrayLike<number>;
type Quantities = Readonly<Record<Quantity, Numbers | null>>;

export interface NetworkLayer {
  /** Path of its op: `linear2`. */
  readonly op: string;
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs, inputs], row by row: the weights that made this step's loss, ∂L/∂W, and what the update added; null: not kept. */
  readonly edges: Quantities;
  /** [outputs] */
  readonly biases: Quantities;
  /** Where every figure goes when a neuron is chosen. */
  readonly selects: (neuron: number, quantity: Quantity) => Selection;
}

export interface PlanePoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
  /** Of class 1; null where nobody observed it, or where there are more than two. */
  readonly probability: number | null;
  /** The class it is read as; null where nobody observed it. */
  readonly read: number | null;
}

/** Numbers [side, side] over the plane, row 0 at the top. */
export interface PlaneMap {
  readonly side: number;
  readonly values: Numbers;
  /** What counts as full colour. */
  readonly scale: number;
}

export interface Network {
  readonly layers: readonly NetworkLayer[];
  readonly points: readonly PlanePoint[];
  /** Maps reach this far from the middle. */
  readonly extent: number;
  readonly middle: readonly [x: number, y: number];
  /** How many classes the points have; the model has an output for each, or one for class 1. */
  readonly classes: number;
  /** Which features lie across and up. */
  readonly plane: readonly [across: number, up: number];
  /** Columns of neurons that are added to a later one, each to its own: a skip. */
  readonly skips: readonly (readonly [from: number, to: number])[];
  /** How much speaks for a class, above 0 where it is read so: 2p − 1, or the answer itself. */
  readonly classMap: (label: number) => PlaneMap | null;
  /** What a hidden neuron makes of the plane, by layer from 0. */
  readonly neuronMap: (layer: number, neuron: number) => PlaneMap | null;
}

/** null where the step's network is not one that reads points of a plane. */
export function networkOf(trace: StepTrace): Network | null {
  const inputs = trace.tensors.get(trace.inputs);
  const strongest = observed(trace, 'strongest')?.values;
  if (inputs === undefined || inputs.shape.length !== 2 || inputs.item !== null) return null;
  if (strongest === undefined && inputs.shape[1] !== 2) return null;
  const layers = unitLayers(trace) ?? linearLayers(trace);
  if (layers === null) return null;
  const plane = strongest === undefined ? ([0, 1] as const) : ([strongest[0]!, strongest[1]!] as const);
  const [extent, x = 0, y = 0] = Array.from(observed(trace, 'plane')?.values ?? []);
  const classes = Math.max(2, layers.at(-1)!.outputs);
  return {
    layers,
    points: pointsOf(trace, inputs, { plane, classes }),
    extent: extent ?? extentOf(inputs),
    middle: [x, y],
    classes,
    plane,
    skips: skipsOf(trace, layers),
    classMap: (label) => classMap(trace, label, classes),
    neuronMap: (layer, neuron) => neuronMap(trace, layer, neuron),
  };
}

const observed = (trace: StepTrace, name: string): TensorData | undefined =>
  trace.tensors.get(trace.observed[name] ?? Number.NaN);

/** The points themselves, where nobody says how far maps reach. */
function extentOf({ values }: TensorData): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** Numbers of a parameter, by its name. */
function quantitiesOf(trace: StepTrace, label: string): Quantities {
  const update = trace.updates.find((entry) => entry.label === label);
  return {
    weight: trace.tensors.get(update?.before ?? Number.NaN)?.values ?? null,
    gradient: trace.tensors.get(update?.gradient ?? Number.NaN)?.values ?? null,
    update: update === undefined ? null : (changeOf(trace, label)?.values ?? null),
  };
}

/** One after the other, the first of which reads the batch: `linear`, or a product with a turned weight and a sum with a bias. */
function linearLayers(trace: StepTrace): NetworkLayer[] | null {
  const made = new Map(trace.ops.map((op) => [op.output, op]));
  /** The parameter behind views of it, if it is one. */
  const parameter = (id: number | undefined): string | null => {
    let at = id;
    for (let op = made.get(at ?? Number.NaN); op?.isView === true; op = made.get(at ?? Number.NaN)) at = op.inputs[0];
    const label = trace.tensors.get(at ?? Number.NaN)?.label ?? '';
    return trace.updates.some((update) => update.label === label) ? label : null;
  };
  const layers: NetworkLayer[] = [];
  for (const [at, op] of trace.ops.entries()) {
    const weight = op.name === 'linear' || op.name === 'matmul' ? parameter(op.inputs[1]) : null;
    if (weight === null) continue;
    if (layers.length === 0 && op.inputs[0] !== trace.inputs) return null;
    const sum = op.name === 'linear' ? op : trace.ops.slice(at).find((next) => next.inputs[0] === op.output);
    const bias = parameter(op.name === 'linear' ? op.inputs[2] : sum?.inputs[1]);
    const layer = bias === null ? null : layerOf(trace, op, weight, bias);
    if (layer === null) return null;
    layers.push(layer);
  }
  return layers.length === 0 ? null : layers;
}

function layerOf(trace: StepTrace, op: OpTrace, weight: string, bias: string): NetworkLayer | null {
  const update = trace.updates.find(({ label }) => label === weight);
  const shape = trace.tensors.get(update?.before ?? Number.NaN)?.shape ?? trace.tensors.get(op.inputs[1]!)?.shape;
  if (shape?.length !== 2) return null;
  const [outputs = 0, inputs = 0] = shape;
  const isTurned = op.name === 'matmul';
  return {
    op: op.label,
    inputs,
    outputs,
    edges: quantitiesOf(trace, weight),
    biases: quantitiesOf(trace, bias),
    selects: (neuron, quantity) => ({
      op: op.label,
      tensor: { kind: quantity === 'gradient' ? 'gradInput' : 'input', place: 1 },
      index: isTurned ? [0, neuron] : [neuron, 0],
    }),
  };
}

const UNIT = /^units\.(\d+)\.v$/;

/** A network written out of single numbers: units h = tanh(a x + b y + c), and their sum f + Σ v h. */
function unitLayers(trace: StepTrace): NetworkLayer[] | null {
  const units = trace.updates.flatMap(({ label }) => UNIT.exec(label)?.[1] ?? []);
  if (units.length === 0) return null;
  const joined = (labels: readonly string[]): Quantities => {
    const all = labels.map((label) => quantitiesOf(trace, label));
    const of = (quantity: Quantity): Numbers | null => {
      const numbers = all.map((entry) => entry[quantity]?.[0]);
      return numbers.includes(undefined) ? null : (numbers as number[]);
    };
    return { weight: of('weight'), gradient: of('gradient'), update: of('update') };
  };
  const named = (...parts: readonly string[]): string[] =>
    units.flatMap((unit) => parts.map((part) => `units.${unit}.${part}`));
  const whole = (op: string): Selection => ({ op, tensor: { kind: 'output' }, index: null });
  const last = units.length;
  return [
    {
      op: 'example0.unit1.h',
      inputs: 2,
      outputs: units.length,
      edges: joined(named('a', 'b')),
      biases: joined(named('c')),
      selects: (neuron) => whole(`example0.unit${neuron + 1}.h`),
    },
    {
      op: `example0.o${last}`,
      inputs: units.length,
      outputs: 1,
      edges: joined(named('v')),
      biases: joined(['f']),
      selects: () => whole(`example0.o${last}`),
    },
  ];
}

/** A sum of what two layers passed on: the earlier one skips the other. */
function skipsOf(trace: StepTrace, layers: readonly NetworkLayer[]): (readonly [number, number])[] {
  const places = layers.map(({ op }) => trace.ops.find(({ label }) => label === op)?.index ?? 0);
  const columnAt = (id: number): number => {
    const op = trace.ops.find(({ output }) => output === id);
    return op === undefined ? 0 : places.filter((place) => place <= op.index).length;
  };
  return trace.ops.flatMap((op) => {
    if (op.name !== 'add' || op.inputs.length !== 2) return [];
    const columns = op.inputs.map(columnAt);
    const here = columnAt(op.output);
    const from = Math.min(...columns);
    const isOfParameter = op.inputs.some((id) => (trace.tensors.get(id)?.label ?? '') !== '');
    return !isOfParameter && from > 0 && from < here && here < layers.length ? [[from, here] as const] : [];
  });
}

/** The class that shares [K] speak for, or one share of class 1. */
function readFrom(shares: Numbers): number {
  if (shares.length === 1) return shares[0]! > 0.5 ? 1 : 0;
  let best = 0;
  for (let k = 1; k < shares.length; k++) if (shares[k]! > shares[best]!) best = k;
  return best;
}

function pointsOf(
  trace: StepTrace,
  { values, shape }: TensorData,
  { plane, classes }: { readonly plane: readonly [number, number]; readonly classes: number },
): PlanePoint[] {
  const [count = 0, features = 0] = shape;
  const targets = trace.tensors.get(trace.targets);
  const width = targets === undefined ? 1 : targets.values.length / count;
  const answers = observed(trace, 'answers')?.values;
  const probabilities = observed(trace, 'probabilities');
  const outputs = probabilities?.shape[1] ?? 1;
  const isKnown = probabilities?.item === null;
  return Array.from({ length: count }, (_, i): PlanePoint => {
    const wanted = targets?.values[i * width] ?? Number.NaN;
    const shares = isKnown ? probabilities.values.slice(i * outputs, (i + 1) * outputs) : null;
    const read = answers !== undefined ? Number(answers[i]! > 0) : shares === null ? null : readFrom(shares);
    return {
      x: values[i * features + plane[0]]!,
      y: values[i * features + plane[1]]!,
      // Where an answer is a number of its own, −1 and 1 stand for the classes.
      label: answers === undefined ? wanted : Number(wanted > 0),
      probability: shares === null || classes > 2 ? null : shares.at(-1)!,
      read,
    };
  });
}

function classMap(trace: StepTrace, label: number, classes: number): PlaneMap | null {
  const answers = observed(trace, 'answerMap');
  const shares = observed(trace, 'decisionMap');
  const map = answers ?? shares;
  if (map === undefined) return null;
  const side = map.shape.at(-1)!;
  const first = classes > 2 ? label * side * side : 0;
  const turned = classes === 2 && label === 0 ? -1 : 1;
  const values = Float32Array.from({ length: side * side }, (_, i) => {
    const value = map.values[first + i]!;
    return turned * (answers === undefined ? 2 * value - 1 : value);
  });
  return { side, values, scale: 1 };
}

function neuronMap(trace: StepTrace, layer: number, neuron: number): PlaneMap | null {
  const maps = observed(trace, 'neuronMaps');
  const [layers = 0, neurons = 0, side = 0] = maps?.shape ?? [];
  if (maps === undefined || layer >= layers || neuron >= neurons) return null;
  const first = (layer * neurons + neuron) * side * side;
  return { side, values: maps.values.subarray(first, first + side * side), scale: Math.max(1, largestOf(maps)) };
}

const largest = new WeakMap<TensorData, number>();

/** All neurons share one scale, so that a loud one looks louder. */
function largestOf(maps: TensorData): number {
  const known = largest.get(maps) ?? extentOf(maps);
  largest.set(maps, known);
  return known;
}

/** Is the point read as what it is? null where nobody observed what it is read as. */
export const isReadRight = ({ label, read }: PlanePoint): boolean | null => (read === null ? null : read === label);

/** A neuron's place: column 0 are the two inputs, then layer by layer. */
export interface NeuronPlace {
  readonly column: number;
  readonly neuron: number;
}

export interface Edge {
  readonly from: number;
  readonly numbers: Readonly<Record<Quantity, number | null>>;
}

/** What comes into a neuron, largest weight first; nothing comes into an input. */
export function edgesInto({ layers }: Network, { column, neuron }: NeuronPlace): Edge[] {
  const layer = layers[column - 1];
  if (layer === undefined) return [];
  const at = (values: ArrayLike<number> | null, place: number): number | null =>
    values === null ? null : values[place]!;
  return Array.from({ length: layer.inputs }, (_, from): Edge => {
    const place = neuron * layer.inputs + from;
    const { weight, gradient, update } = layer.edges;
    return { from, numbers: { weight: at(weight, place), gradient: at(gradient, place), update: at(update, place) } };
  }).sort((a, b) => Math.abs(b.numbers.weight ?? 0) - Math.abs(a.numbers.weight ?? 0));
}
