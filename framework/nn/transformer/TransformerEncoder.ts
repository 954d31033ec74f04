import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { Module } from '../Module.ts';
import { LayerNorm } from '../norm/LayerNorm.ts';
import { type EncoderMasks, TransformerEncoderLayer } from './TransformerEncoderLayer.ts';
import { checkStack, type TransformerLayerOptions } from './transformerOptions.ts';

export interface TransformerEncoderOptions extends TransformerLayerOptions {
  /** How many layers. Default 6, as in the paper. */
  readonly numLayers?: number;
  /** A layer norm after the last one. Default: exactly when the norms come first, because then nothing else normalizes the end. */
  readonly finalNorm?: boolean;
}

/**
 * Encoder layers on top of each other. src: [N, T, dModel] → the same shape. With `{ causal: true }` it is the body of a decoder-only
 * language model. Weights are called as in PyTorch: `layers.0.self_attn…`, `norm…`. (PyTorch copies one given layer instead.)
 *
 * @example new TransformerEncoder(64, 4, { numLayers: 2, dimFeedforward: 256, normFirst: true })
 */
export class TransformerEncoder extends Module {
  readonly layers: readonly TransformerEncoderLayer[];
  readonly norm: LayerNorm | null;

  constructor(dModel: number, numHeads: number, options: TransformerEncoderOptions = {}) {
    super();
    const given = checkStack('TransformerEncoder', [dModel, numHeads, options]);
    const { numLayers = 6, finalNorm = given.normFirst ?? false, ...layer } = given;
    this.layers = Array.from({ length: numLayers }, () => new TransformerEncoderLayer(dModel, numHeads, layer));
    this.norm = finalNorm ? new LayerNorm(dModel, { eps: layer.layerNormEps ?? 1e-5 }) : null;
  }

  override get namesItsCalls(): boolean {
    return true;
  }

  forward(src: Tensor, masks: EncoderMasks = {}): Tensor {
    let x = src;
    for (const [i, layer] of this.layers.entries()) x = inScope(`layers.${i}`, () => layer.forward(x, masks));
    return this.norm === null ? x : inScope('norm', () => this.norm!.forward(x));
  }
}
