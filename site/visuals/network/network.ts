/**
 * A network of points in the plane, as a step recorded it: its layers with their weights, gradients and updates, what each hidden neuron makes
 * of the plane, where the border runs, and the points of the batch. Pure: it picks recorded numbers and draws nothing.
 */
import type { OpTrace, StepTrace, TensorData } from '../../player/protocol.ts';
import { changeOf } from '../step/changeOf.ts';

/** What the edges may show. */
export const quantities = ['weight', 'gradient', 'update'] as const;
export type Quantity = (typeof quantities)[number];

export interface NetworkLayer {
  /** Path of its op: `linear2`. */
  readonly op: string;
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs, inputs], row by row: the weights that made this step's loss, ∂L/∂W, and what the update added; null: not kept. */
  readonly edges: Readonly<Record<Quantity, ArrayLike<number> | null>>;
  /** [outputs] */
  readonly biases: Readonly<Record<Quantity, ArrayLike<number> | null>>;
}

export interface PlanePoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
  /** Of class 1; null where nobody observed it. */
  readonly probability: number | null;
}

/** Numbers [side, side] over the plane, row 0 at the top. */
export interface PlaneMap {
  readonly side: number;
  readonly values: ArrayLike<number>;
}

export interface Network {
  readonly layers: readonly NetworkLayer[];
  readonly points: readonly PlanePoint[];
  /** Maps reach from −extent to extent. */
  readonly extent: number;
  /** Probability of class 1. */
  readonly decision: PlaneMap | null;
  /** What a hidden neuron makes of the plane, by layer from 0. */
  readonly neuronMap: (layer: number, neuron: number) => PlaneMap | null;
}

/** null where the step's network does not begin with a linear layer that reads points [N, 2]. */
export function networkOf(trace: StepTrace): Network | null {
  const linear = trace.ops.filter(({ name }) => name === 'linear');
  const inputs = trace.tensors.get(trace.inputs);
  if (inputs?.shape[1] !== 2 || linear[0]?.inputs[0] !== trace.inputs) return null;
  const layers = linear.flatMap((op) => layerOf(trace, op) ?? []);
  if (layers.length !== linear.length) return null;
  return {
    layers,
    points: pointsOf(trace, inputs),
    extent: observed(trace, 'plane')?.values[0] ?? extentOf(inputs),
    decision: decisionOf(trace),
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

function layerOf(trace: StepTrace, { label, inputs, backward }: OpTrace): NetworkLayer | null {
  const shape = trace.tensors.get(inputs[1] ?? Number.NaN)?.shape;
  if (shape === undefined) return null;
  const [outputs = 0, width = 0] = shape;
  const numbers = (place: number): NetworkLayer['edges'] => {
    const tensor = trace.tensors.get(inputs[place] ?? Number.NaN);
    return {
      weight: tensor?.values ?? null,
      gradient: trace.tensors.get(backward?.gradInputs[place] ?? Number.NaN)?.values ?? null,
      update: tensor === undefined ? null : (changeOf(trace, tensor.label)?.values ?? null),
    };
  };
  return { op: label, inputs: width, outputs, edges: numbers(1), biases: numbers(2) };
}

function pointsOf(trace: StepTrace, { values }: TensorData): PlanePoint[] {
  const labels = trace.tensors.get(trace.targets);
  const probabilities = observed(trace, 'probabilities');
  return Array.from({ length: values.length / 2 }, (_, i) => ({
    x: values[2 * i]!,
    y: values[2 * i + 1]!,
    label: labels?.values[i] ?? Number.NaN,
    probability: probabilities?.item === null ? probabilities.values[2 * i + 1]! : null,
  }));
}

function decisionOf(trace: StepTrace): PlaneMap | null {
  const map = observed(trace, 'decisionMap');
  return map === undefined ? null : { side: map.shape[0]!, values: map.values };
}

function neuronMap(trace: StepTrace, layer: number, neuron: number): PlaneMap | null {
  const maps = observed(trace, 'neuronMaps');
  const [layers = 0, neurons = 0, side = 0] = maps?.shape ?? [];
  if (maps === undefined || layer >= layers || neuron >= neurons) return null;
  const first = (layer * neurons + neuron) * side * side;
  return { side, values: maps.values.subarray(first, first + side * side) };
}

/** Is the point read as what it is? null where nobody observed what it is read as. */
export const isReadRight = ({ label, probability }: PlanePoint): boolean | null =>
  probability === null ? null : probability > 0.5 === (label === 1);

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
