/** The *explain* layer of an exported page: the same four ways as on the site, asked of the network that lies in the file. */
import { scope, Tensor, tensor } from '#framework';
import { SIDE } from '../../player/explain/explanation.ts';
import {
  asItIs,
  gradCam,
  integratedGradients,
  occlusion,
  type Reader,
  saliency,
} from '../../player/explain/methods.ts';
import type { OnnxNetwork } from '../onnx/OnnxNetwork.ts';

export const layers = ['gradient', 'path', 'cam', 'covering'] as const;
export type Layer = (typeof layers)[number];

/** A map, row by row. */
export interface Explained {
  readonly values: Float32Array;
  readonly columns: number;
}

/** Points on the way of integrated gradients; pixels of a cover's side. */
const STEPS = 16;
const PATCH = 4;

/** A network of nodes as one that can be explained: its maps are what the last Relu over maps lets through. */
function readerOf(network: OnnxNetwork): Reader {
  return {
    forward: (x) => network.forward(x),
    forwardWithMaps: (x) => {
      let maps: Tensor | null = null;
      network.watch = (opType, made) => {
        if (opType === 'Relu' && made instanceof Tensor && made.rank === 4) maps = made;
      };
      const logits = network.forward(x);
      network.watch = null;
      return { logits, maps };
    },
  };
}

/** null where the network has no maps to weigh. */
export function explain(network: OnnxNetwork, pixels: ArrayLike<number>, cls: number, layer: Layer): Explained | null {
  const reader = readerOf(network);
  const picture = (values: ArrayLike<number>): Tensor =>
    tensor(Float32Array.from(values), { shape: [1, 1, SIDE, SIDE] });
  const made = (x: Tensor): Explained => ({ values: Float32Array.from(x.dataSync()), columns: x.shape[1]! });
  return scope(() =>
    asItIs(network, () => {
      const x = picture(pixels).requiresGrad_();
      if (layer === 'gradient') return made(saliency(network, reader, x, cls));
      if (layer === 'path') {
        const blank = picture(new Float32Array(SIDE * SIDE));
        return made(integratedGradients(reader, x, blank, cls, { steps: STEPS, rule: 'midpoint' }).map);
      }
      if (layer === 'covering') {
        const drops = occlusion(reader, x, cls, PATCH, 0);
        return { values: Float32Array.from(drops.flat()), columns: drops[0]!.length };
      }
      const cam = gradCam(reader, x, cls);
      return cam === null ? null : made(cam.cut);
    }),
  );
}
