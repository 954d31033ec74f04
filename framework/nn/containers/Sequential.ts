import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope, isListening } from '../../trace/emit.ts';
import { type Layer, Module } from '../Module.ts';
import { checkModules } from './checkModules.ts';

/**
 * Layers one after the other. Given as a list they are named 0, 1, 2 …, as in PyTorch; given as an object, by its keys. A ReLU behind a layer
 * that can cut off as it writes is done there, unless somebody listens and wants to see both.
 *
 * @example new Sequential(new Linear(2, 16), new ReLU(), new Linear(16, 1))
 * @example new Sequential({ conv1: new Conv2d(1, 8, 3), relu1: new ReLU() }) // parameters: conv1.weight …
 */
export class Sequential extends Module {
  private readonly layers: ReadonlyMap<string, Layer>;

  constructor(...layers: readonly Layer[] | readonly [Readonly<Record<string, Layer>>]) {
    super();
    const [first] = layers;
    const named =
      first === undefined || first instanceof Module
        ? layers.map((layer, i) => [String(i), layer] as const)
        : Object.entries(first);
    checkModules('Sequential', named);
    this.layers = new Map(named as Iterable<readonly [string, Layer]>);
  }

  override *namedChildren(): Generator<[string, Module]> {
    yield* this.layers;
  }

  forward(x: Tensor): Tensor {
    const layers = [...this.layers];
    const watched = isListening();
    let value = x;
    for (let i = 0; i < layers.length; i++) {
      const [name, layer] = layers[i]!;
      const cutsOff = !watched && layers[i + 1]?.[1].isRelu === true;
      const both = cutsOff ? inScope(name, () => layer.forwardRelu?.(value) ?? null) : null;
      value = both ?? inScope(name, () => layer.forward(value));
      if (both !== null) i++;
    }
    return value;
  }
}
