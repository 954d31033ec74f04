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

/** Places along a side of the border's map, and of a neuron's. */
const SIDE = 40;
const NEURON_SIDE = 16;

/** The middles of a grid's cells over [-extent, extent]² [side², 2], row by row from the top left. */
function gridPlaces(side: number, extent: number): Tensor {
  const at = (cell: number): number => ((2 * cell + 1) / side - 1) * extent;
  return tensor(Array.from({ length: side * side }, (_, i) => [at(i % side), -at(Math.floor(i / side))]));
}

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

/**
 * For `observe`, of a network [N, 2] → logits [N, 2] whose hidden layers are equally wide: `decisionMap` [40, 40], the probability of class 1,
 * and `neuronMaps` [layers, H, 16, 16]. Row 0 is at the top, `plane` [1] says how far the maps reach from the middle.
 *
 * @example observe: planeMaps(model, 1.2)
 */
export function planeMaps(model: Sequential, extent: number): Readonly<Record<string, Observe>> {
  return {
    decisionMap: (logits) =>
      model.forward(gridPlaces(SIDE, extent).to(logits.device)).softmax(1).select(1, 1).reshape([SIDE, SIDE]),
    neuronMaps: (logits) => {
      const layers = activations(model, gridPlaces(NEURON_SIDE, extent).to(logits.device));
      return stack(layers.map((x) => x.transpose().reshape([-1, NEURON_SIDE, NEURON_SIDE])));
    },
    plane: () => tensor([extent]),
  };
}
