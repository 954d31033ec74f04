/**
 * What a network of points in the plane says of every place in it: the map that its border runs through, and what each hidden neuron makes
 * of the plane. Made of the weights as they stand before the update, outside any history.
 */
import type { Sequential } from '../nn/containers/Sequential.ts';
import { Linear } from '../nn/linear/Linear.ts';
import type { Layer } from '../nn/Module.ts';
import { stack } from '../ops/index.ts';
import { tensor } from '../tensor/create.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Observe } from '../train/supervised.ts';

/** Places along a side of the border's map, and at most of a neuron's: a network's own maps have SHOWN numbers together, or fewer. */
const SIDE = 40;
const NEURON_SIDE = 16;
const SHOWN = 64 * NEURON_SIDE ** 2;

/** A square of the plane: how far it reaches from its middle, which is (0, 0) where nothing is said. */
export interface Square {
  readonly extent: number;
  readonly middle?: readonly [x: number, y: number];
}

/** The middles of a grid's cells over the square [side², 2], row by row from the top left. */
export function gridPlaces(side: number, { extent, middle: [x, y] = [0, 0] }: Square): Tensor {
  const at = (cell: number): number => ((2 * cell + 1) / side - 1) * extent;
  return tensor(Array.from({ length: side * side }, (_, i) => [x + at(i % side), y - at(Math.floor(i / side))]));
}

/** For a map: probabilities of class 1 [S, S], from one logit or two; of more classes each class's own [K, S, S]. logits [S², K] */
function mapOf(logits: Tensor): Tensor {
  const classes = logits.shape[1]!;
  if (classes === 1) return logits.sigmoid().reshape([SIDE, SIDE]);
  const shares = logits.softmax(1);
  return classes === 2
    ? shares.select(1, 1).reshape([SIDE, SIDE])
    : shares.transpose().contiguous().reshape([classes, SIDE, SIDE]);
}

const plane = ({ extent, middle = [0, 0] }: Square): Tensor => tensor([extent, ...middle]);

/**
 * For `observe`, of whatever reads points of the plane, [N, 2] → logits [N, K]: `decisionMap` [40, 40], the probability of class 1, or of each
 * class [K, 40, 40]; and `plane` [3]: how far the map reaches, and its middle. Row 0 is at the top.
 *
 * @example observe: decisionMaps((points) => model.forward(points), { extent: 3 })
 */
export const decisionMaps = (read: (points: Tensor) => Tensor, square: Square): Readonly<Record<string, Observe>> => ({
  decisionMap: (outputs) => mapOf(read(gridPlaces(SIDE, square).to(outputs.device))),
  plane: () => plane(square),
});

/** What each layer between two linear ones makes of inputs [N, 2]: its activation [N, H]. */
function activations(model: Sequential, inputs: Tensor): Tensor[] {
  const layers = [...model.namedChildren()].map(([, layer]) => layer as Layer);
  const hidden: Tensor[] = [];
  let x = inputs;
  for (const [place, layer] of layers.entries()) {
    if (place > 0 && layer instanceof Linear) hidden.push(x);
    x = layer.forward(x);
  }
  return hidden;
}

/** Activations [N, H] of each hidden layer, at places that `gridPlaces(side, …)` made → [layers, H, side, side] */
const neuronMaps = (hidden: readonly Tensor[], side: number): Tensor =>
  stack(hidden.map((x) => x.transpose().contiguous().reshape([-1, side, side])));

/** How finely so many neurons can be shown. */
const sideFor = (neurons: number): number => Math.min(NEURON_SIDE, Math.floor(Math.sqrt(SHOWN / neurons)));

/**
 * For `observe`, of a network [N, 2] → logits [N, K] whose hidden layers are equally wide: what `decisionMaps` shows, and `neuronMaps`
 * [layers, H, S, S], what each hidden neuron makes of the plane, S = 16 or less. As in an examination: dropout drops nothing.
 *
 * @example observe: planeMaps(model, { extent: 1.2 })
 */
export function planeMaps(model: Sequential, square: Square): Readonly<Record<string, Observe>> {
  const hiddenAt = (places: Tensor): Tensor[] => examined(model, () => activations(model, places));
  return {
    ...decisionMaps((points) => examined(model, () => model.forward(points)), square),
    neuronMaps: (logits) => {
      // Their number is not known before they are made: one place is asked first.
      const [first] = hiddenAt(gridPlaces(1, square).to(logits.device));
      const layers = [...model.namedChildren()].filter(([, layer]) => layer instanceof Linear).length - 1;
      const side = sideFor(layers * (first?.shape[1] ?? 1));
      return neuronMaps(hiddenAt(gridPlaces(side, square).to(logits.device)), side);
    },
  };
}

/** What is asked in passing must not draw from the stream of the dropout. */
function examined<Answer>(model: Sequential, ask: () => Answer): Answer {
  const { training } = model;
  model.eval();
  try {
    return ask();
  } finally {
    model.train(training);
  }
}

/**
 * The same of a network that is no Sequential: `hidden` gives the activations of its layers [N, H].
 *
 * @example observe: { ...decisionMaps(read, square), neuronMaps: hiddenMaps((points) => model.hidden(points), square) }
 */
export const hiddenMaps =
  (hidden: (points: Tensor) => readonly Tensor[], square: Square): Observe =>
  (outputs) =>
    neuronMaps(hidden(gridPlaces(NEURON_SIDE, square).to(outputs.device)), NEURON_SIDE);
