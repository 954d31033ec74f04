import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { Module } from '../Module.ts';
import { LayerNorm } from '../norm/LayerNorm.ts';
import { type DecoderMasks, TransformerDecoderLayer } from './TransformerDecoderLayer.ts';
import { checkStack, type TransformerLayerOptions } from './transformerOptions.ts';

export interface TransformerDecoderOptions extends TransformerLayerOptions {
  /** How many layers. Default 6, as in the paper. */
  readonly numLayers?: number;
  /** A layer norm after the last one. Default: exactly when the norms come first, because then nothing else normalizes the end. */
  readonly finalNorm?: boolean;
}

/**
 * Decoder layers on top of each other, each looking into the same memory. tgt: [N, T, dModel], memory: [N, S, dModel] →
 * [N, T, dModel]. Weights are called as in PyTorch: `layers.0.self_attn…`, `layers.0.multihead_attn…`, `norm…`. (PyTorch copies one
 * given layer instead.) Source: Vaswani et al., "Attention is all you need" (2017), §3.1.
 *
 * @example new TransformerDecoder(64, 4, { numLayers: 2 }).forward(translated, encoder.forward(words), { causal: true })
 */
export class TransformerDecoder extends Module {
  readonly layers: readonly TransformerDecoderLayer[];
  readonly norm: LayerNorm | null;

  constructor(dModel: number, numHeads: number, options: TransformerDecoderOptions = {}) {
    super();
    const given = checkStack('TransformerDecoder', [dModel, numHeads, options]);
    const { numLayers = 6, finalNorm = given.normFirst ?? false, ...layer } = given;
    this.layers = Array.from({ length: numLayers }, () => new TransformerDecoderLayer(dModel, numHeads, layer));
    this.norm = finalNorm ? new LayerNorm(dModel, { eps: layer.layerNormEps ?? 1e-5 }) : null;
  }

  forward(tgt: Tensor, memory: Tensor, masks: DecoderMasks = {}): Tensor {
    let x = tgt;
    for (const [i, layer] of this.layers.entries()) x = inScope(`layers.${i}`, () => layer.forward(x, memory, masks));
    return this.norm === null ? x : inScope('norm', () => this.norm!.forward(x));
  }
}
