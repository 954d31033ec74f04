/**
 * Four ways to ask a network what it looked at. Each is a few ops of the framework, so that a trace shows them, and each asks first whether
 * somebody else's arithmetic stands in its place: a bug that was switched on, or the reader's own answer.
 *
 * A network is asked in evaluation mode, and nothing is left on its parameters.
 */
import { grad, inScope, type Module, noGrad, relu, substituteFor, type Tensor, tensor, unheard } from '#framework';
import type { Rule } from './explanation.ts';

/** A network that reads pictures. */
export interface Reader {
  /** x: [N, 1, H, W] → logits [N, C] */
  forward(x: Tensor): Tensor;
  /** The same, and the last maps [N, K, h, w] on the way; null where it has none. */
  forwardWithMaps(x: Tensor): { readonly logits: Tensor; readonly maps: Tensor | null };
}

type Layer = Module & { forward(x: Tensor): Tensor };

/**
 * A network of ours as a reader of pictures. Its maps are what the last ReLU over maps lets through. Layers are called one by one: a hook on
 * a ReLU would keep it from being written by the layer before, in every later step.
 */
export function readerOf(model: Module & { forward(x: Tensor): Tensor }): Reader {
  const layers = [...model.namedChildren()] as [string, Layer][];
  return {
    forward: (x) => model.forward(x),
    forwardWithMaps: (x) => {
      let maps: Tensor | null = null;
      let value = x;
      for (const [name, layer] of layers) {
        value = inScope(name, () => layer.forward(value));
        if (value.rank === 4 && layer.constructor.name === 'ReLU') maps = value;
      }
      return { logits: value, maps };
    },
  };
}

/** Evaluation mode, and no parameter that wants a gradient; afterwards everything is as it was. */
export function asItIs<R>(model: Module, run: () => R): R {
  const wasTraining = model.training;
  const parameters = [...model.parameters()];
  const wanted = parameters.map(({ requiresGrad }) => requiresGrad);
  model.eval();
  for (const parameter of parameters) parameter.requiresGrad_(false);
  try {
    return run();
  } finally {
    for (const [i, parameter] of parameters.entries()) parameter.requiresGrad_(wanted[i]!);
    model.train(wasTraining);
  }
}

type Replaced<Args extends readonly unknown[], R> = ((...args: Args) => R) | null;
const inPlaceOf = <Args extends readonly unknown[], R>(name: string): Replaced<Args, R> =>
  (substituteFor(name)?.run ?? null) as Replaced<Args, R>;

/** Where the walk back begins: 1 at the class that was asked for, 0 elsewhere. logits [N, C] → [N, C] */
function seedOf(logits: Tensor, cls: number): Tensor {
  const other = inPlaceOf<[Tensor, number], Tensor>('explain.seed');
  // What it computes on the way is no part of the walk.
  if (other !== null) return unheard(() => other(logits, cls));
  const [n, classes] = logits.shape as [number, number];
  return tensor(
    Float32Array.from({ length: n * classes }, (_, i) => Number(i % classes === cls)),
    { shape: [n, classes] },
  );
}

/**
 * |∂z_c/∂x|. x: [1, 1, H, W], wants a gradient → [H, W]
 *
 * Source: Simonyan et al., "Deep Inside Convolutional Networks" (2013).
 */
export function saliency(model: Module, reader: Reader, x: Tensor, cls: number): Tensor {
  const other = inPlaceOf<[Module, Tensor, number], Tensor>('saliency');
  if (other !== null) return other(model, x, cls);
  const slope = slopeOf(reader, x, cls);
  // A trace ends with the walk: what differs in two of them, differs there first.
  return unheard(() => slope.abs().reshape(x.shape.slice(2)));
}

/** ∂z_c/∂x. x: [N, 1, H, W], wants a gradient → the same shape */
export function slopeOf(reader: Reader, x: Tensor, cls: number): Tensor {
  const logits = reader.forward(x);
  return grad(logits, [x], { gradient: seedOf(logits, cls) })[0]!;
}

/** Of each of n pieces of the way from 0 to 1: where it is asked. */
export const fractions = (steps: number, rule: Rule): readonly number[] =>
  Array.from({ length: steps }, (_, k) => (k + (rule === 'midpoint' ? 0.5 : 1)) / steps);

/** Points on the way. x and baseline: [1, 1, H, W] → [n, 1, H, W] */
function pathOf(x: Tensor, baseline: Tensor, steps: number, rule: Rule): Tensor {
  const other = inPlaceOf<[Tensor, Tensor, number], Tensor>('explain.path');
  if (other !== null) return inScope('path', () => other(x, baseline, steps));
  const alpha = tensor([...fractions(steps, rule)], { shape: [steps, 1, 1, 1], dtype: 'float32' });
  return inScope('path', () => baseline.add(x.sub(baseline).mul(alpha)));
}

export interface PathMade {
  /** What each pixel gets, [H, W]; together the height z(x) − z(x′), nearly. */
  readonly map: Tensor;
  /** ∂z_c/∂x at each point of the path, [n, H, W]. */
  readonly slopes: Tensor;
}

/**
 * Integrated gradients: a_i = (x_i − x′_i) · mean over the path of ∂z_c/∂x_i. x and baseline: [1, 1, H, W].
 *
 * Source: Sundararajan et al., "Axiomatic Attribution for Deep Networks" (2017).
 */
export function integratedGradients(
  reader: Reader,
  x: Tensor,
  baseline: Tensor,
  cls: number,
  { steps, rule }: { readonly steps: number; readonly rule: Rule },
): PathMade {
  const [, , height, width] = x.shape as [number, number, number, number];
  const other = inPlaceOf<[number[], number[], (at: number[]) => number[], number], number[]>('integratedGradients');
  if (other !== null) {
    // The reader's function asks for one slope after the other: what it asked for is what is shown.
    const asked: number[][] = [];
    const gradient = (at: number[]): number[] => {
      const point = tensor(Float32Array.from(at), { shape: x.shape }).requiresGrad_();
      const slope = Array.from(slopeOf(reader, point, cls).dataSync());
      asked.push(slope);
      return [...slope];
    };
    const map = other(Array.from(x.dataSync()), Array.from(baseline.dataSync()), gradient, steps);
    return {
      map: tensor(Float32Array.from(map), { shape: [height, width] }),
      slopes: tensor(Float32Array.from(asked.flat()), { shape: [asked.length, height, width] }),
    };
  }
  // Leaves of their own: the walk ends at them, and not at the picture.
  const points = pathOf(x, baseline, steps, rule).detach().requiresGrad_(); // [n, 1, H, W]
  const slopes = slopeOf(reader, points, cls);
  const way = noGrad(() => inScope('attribution', () => slopes.mean(0, { keepdim: true }).mul(x.sub(baseline))));
  return { map: way.reshape([height, width]), slopes: slopes.reshape([steps, height, width]) };
}

export interface CamMade {
  /** [K, h, w] */
  readonly maps: Tensor;
  /** How much the class wants each map, [K]. */
  readonly alphas: Tensor;
  /** Before the cut and behind it, [h, w]. */
  readonly sum: Tensor;
  readonly cut: Tensor;
}

/**
 * Grad-CAM: maps weighted by the mean of their gradients, added up, and cut at 0. null where the network has no maps.
 *
 * Source: Selvaraju et al., "Grad-CAM" (2017).
 */
export function gradCam(reader: Reader, x: Tensor, cls: number): CamMade | null {
  const { logits, maps } = reader.forwardWithMaps(x);
  if (maps === null) return null;
  const [, count, height, width] = maps.shape as [number, number, number, number];
  const [slopes] = grad(logits, [maps], { gradient: seedOf(logits, cls) }) as [Tensor];
  return noGrad(() =>
    inScope('cam', () => {
      const alphas = slopes.mean([2, 3], { keepdim: true }); // [1, K, 1, 1]
      const sum = maps.mul(alphas).sum(1).reshape([height, width]);
      const yours = inPlaceOf<[number[][][], number[][][]], number[][]>('gradCam');
      const cut =
        yours === null
          ? (inPlaceOf<[Tensor], Tensor>('explain.cut') ?? relu)(sum)
          : tensor(yours(nested(maps), nested(slopes)).flat(), { shape: [height, width], dtype: 'float32' });
      return { maps: maps.reshape([count, height, width]), alphas: alphas.reshape([count]), sum, cut };
    }),
  );
}

/** [1, K, h, w] → lists in lists. */
const nested = (x: Tensor): number[][][] => (x.toArray() as number[][][][])[0]!;

/**
 * How far the score falls when a tile is covered, tile by tile; at the edge tiles are as large as there is room. x: [1, 1, H, W].
 * Below 0: covering it helped.
 *
 * Source: Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks" (2013).
 */
export function occlusion(reader: Reader, x: Tensor, cls: number, size: number, fill: number): number[][] {
  const [, , height, width] = x.shape as [number, number, number, number];
  const rows = Array.from({ length: height }, (_, r) => Array.from(x.dataSync().slice(r * width, (r + 1) * width)));
  const scores = (pictures: Tensor): number[] => {
    const logits = noGrad(() => reader.forward(pictures));
    const [n, classes] = logits.shape as [number, number];
    const values = logits.dataSync();
    return Array.from({ length: n }, (_, i) => values[i * classes + cls]!);
  };
  const other = inPlaceOf<[number[][], (x: number[][]) => number, number, number], number[][]>('occlusion');
  if (other !== null) {
    const score = (picture: number[][]): number =>
      scores(tensor(Float32Array.from(picture.flat()), { shape: [1, 1, height, width] }))[0]!;
    return other(rows, score, size, fill);
  }
  const [down, across] = [Math.ceil(height / size), Math.ceil(width / size)];
  const pixels = height * width;
  // The picture as it is, then one copy for each tile.
  const pictures = new Float32Array((1 + down * across) * pixels);
  for (let i = 0; i <= down * across; i++) pictures.set(x.dataSync(), i * pixels);
  for (let tile = 0; tile < down * across; tile++) {
    const [top, left] = [Math.floor(tile / across) * size, (tile % across) * size];
    for (let r = top; r < Math.min(height, top + size); r++) {
      const row = (1 + tile) * pixels + r * width;
      pictures.fill(fill, row + left, row + Math.min(width, left + size));
    }
  }
  const [before, ...after] = scores(tensor(pictures, { shape: [1 + down * across, 1, height, width] }));
  return Array.from({ length: down }, (_, r) =>
    Array.from({ length: across }, (_, c) => before! - after[r * across + c]!),
  );
}
