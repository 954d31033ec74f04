import { showsParts } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { type Layer, Module } from '../Module.ts';
import { checkModules } from './checkModules.ts';

/**
 * Layers one after the other. Given as a list they are named 0, 1, 2 …, as in PyTorch; given as an object, by its keys. In a trace those
 * of a list are called after their kind: `linear1`, `tanh1`, `linear2`. A ReLU behind a layer
 * that can cut off as it writes is done there, unless somebody listens and wants to see both, or replaces one.
 *
 * @example new Sequential(new Linear(2, 16), new ReLU(), new Linear(16, 1))
 * @example new Sequential({ conv1: new Conv2d(1, 8, 3), relu1: new ReLU() }) // parameters: conv1.weight …
 */
export class Sequential extends Module {
  private readonly layers: ReadonlyMap<string, Layer>;
  /** What each layer is called in a trace. */
  private readonly calledAs: readonly string[];

  constructor(...layers: readonly Layer[] | readonly [Readonly<Record<string, Layer>>]) {
    super();
    const [first] = layers;
    const named =
      layers.length !== 1 || first instanceof Module || typeof first !== 'object' || first === null
        ? layers.map((layer, i) => [String(i), layer] as const)
        : Object.entries(first);
    checkModules('Sequential', named);
    this.layers = new Map(named as Iterable<readonly [string, Layer]>);
    const isList = first === undefined || first instanceof Module;
    this.calledAs = isList ? kindNames([...this.layers.values()]) : [...this.layers.keys()];
  }

  override *namedChildren(): Generator<[string, Module]> {
    yield* this.layers;
  }

  override get namesItsCalls(): boolean {
    return true;
  }

  forward(x: Tensor): Tensor {
    const layers = [...this.layers];
    const apart = showsParts();
    let value = x;
    for (let i = 0; i < layers.length; i++) {
      const [, layer] = layers[i]!;
      const name = this.calledAs[i]!;
      const cutsOff = !apart && layers[i + 1]?.[1].isRelu === true;
      const both = cutsOff ? inScope(name, () => layer.forwardRelu?.(value) ?? null) : null;
      value = both ?? inScope(name, () => layer.forward(value));
      if (both !== null) i++;
    }
    return value;
  }
}

/** Kind and number: `linear1`, `tanh1`, `linear2`. */
function kindNames(layers: readonly Module[]): string[] {
  const used = new Map<string, number>();
  return layers.map(({ constructor: { name } }) => {
    const kind = name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
    const number = (used.get(kind) ?? 0) + 1;
    used.set(kind, number);
    return `${kind}${number}`;
  });
}
