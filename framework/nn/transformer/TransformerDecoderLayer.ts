import { checkLast, checkPlace, NO_OPTIONS, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { Dropout } from '../dropout/Dropout.ts';
import { Linear } from '../linear/Linear.ts';
import { Module } from '../Module.ts';
import { LayerNorm } from '../norm/LayerNorm.ts';
import { MultiHeadAttention } from './MultiHeadAttention.ts';
import { residual } from './residual.ts';
import { checkLayer, resolveTransformer, type TransformerLayerOptions } from './transformerOptions.ts';

/**
 * `tgt` (target) is PyTorch's word for the sequence that is written, memory what an encoder made of the one that was read. N examples,
 * T positions in the target, S in the memory.
 */
export interface DecoderMasks {
  /** [T, T]. bool: true where a position may *not* look; float: added to the scores. */
  readonly tgtMask?: Tensor | undefined;
  /** [T, S], the same for looking into the memory. */
  readonly memoryMask?: Tensor | undefined;
  /** bool [N, T]: true where a position is padding. */
  readonly tgtKeyPaddingMask?: Tensor | undefined;
  /** bool [N, S]: true where the memory is padding. */
  readonly memoryKeyPaddingMask?: Tensor | undefined;
  /** Each position looks at itself and earlier ones only (the memory is always seen whole). Default false. */
  readonly causal?: boolean | undefined;
}

const inputs = signature(
  'TransformerDecoderLayer',
  { tgt: 'tensor', memory: 'tensor' },
  {
    tgtMask: 'tensor',
    memoryMask: 'tensor',
    tgtKeyPaddingMask: 'tensor',
    memoryKeyPaddingMask: 'tensor',
    causal: 'boolean',
  },
);

/**
 * Attention to itself, attention to an encoder's memory, then a small network for each position. tgt: [N, T, dModel], memory:
 * [N, S, dModel] → [N, T, dModel]. Weights are called as in PyTorch: `self_attn`, `multihead_attn`, `linear1`, `linear2`, `norm1` … `norm3`.
 * Source: Vaswani et al., "Attention is all you need" (2017), §3.1.
 *
 * @example new TransformerDecoderLayer(64, 4).forward(translated, memory, { causal: true })
 */
export class TransformerDecoderLayer extends Module {
  readonly selfAttn: MultiHeadAttention;
  readonly multiheadAttn: MultiHeadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly norm3: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  readonly dropout3: Dropout;
  readonly normFirst: boolean;
  readonly activation: 'relu' | 'gelu';

  constructor(dModel: number, numHeads: number, options: TransformerLayerOptions = {}) {
    super();
    const {
      dimFeedforward,
      dropout,
      activation,
      layerNormEps: eps,
      normFirst,
      bias,
      generator,
    } = resolveTransformer(checkLayer('TransformerDecoderLayer', [dModel, numHeads, options]));
    this.selfAttn = new MultiHeadAttention(dModel, numHeads, { dropout, bias, generator });
    this.multiheadAttn = new MultiHeadAttention(dModel, numHeads, { dropout, bias, generator });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias, generator });
    this.dropout = new Dropout(dropout, { generator });
    this.linear2 = new Linear(dimFeedforward, dModel, { bias, generator });
    this.norm1 = new LayerNorm(dModel, { eps });
    this.norm2 = new LayerNorm(dModel, { eps });
    this.norm3 = new LayerNorm(dModel, { eps });
    this.dropout1 = new Dropout(dropout, { generator });
    this.dropout2 = new Dropout(dropout, { generator });
    this.dropout3 = new Dropout(dropout, { generator });
    this.normFirst = normFirst;
    this.activation = activation;
  }

  override get namesItsCalls(): boolean {
    return true;
  }

  forward(tgt: Tensor, memory: Tensor, options: DecoderMasks = NO_OPTIONS): Tensor {
    checkPlace(inputs, 0, tgt);
    checkPlace(inputs, 1, memory);
    const masks = checkLast(inputs, options);
    const norm1 = (x: Tensor): Tensor => inScope('norm1', () => this.norm1.forward(x));
    const norm2 = (x: Tensor): Tensor => inScope('norm2', () => this.norm2.forward(x));
    const norm3 = (x: Tensor): Tensor => inScope('norm3', () => this.norm3.forward(x));
    if (this.normFirst) {
      const own = residual('residual1', tgt, this.attendToSelf(norm1(tgt), masks));
      const informed = residual('residual2', own, this.attendToMemory(norm2(own), memory, masks));
      return residual('residual3', informed, this.feedForward(norm3(informed)));
    }
    const own = norm1(residual('residual1', tgt, this.attendToSelf(tgt, masks)));
    const informed = norm2(residual('residual2', own, this.attendToMemory(own, memory, masks)));
    return norm3(residual('residual3', informed, this.feedForward(informed)));
  }

  private attendToSelf(
    x: Tensor,
    { tgtMask: attnMask, tgtKeyPaddingMask: keyPaddingMask, causal }: DecoderMasks,
  ): Tensor {
    const seen = inScope('self_attn', () => this.selfAttn.forward(x, x, x, { attnMask, keyPaddingMask, causal }));
    return inScope('dropout1', () => this.dropout1.forward(seen));
  }

  private attendToMemory(x: Tensor, memory: Tensor, masks: DecoderMasks): Tensor {
    const { memoryMask: attnMask, memoryKeyPaddingMask: keyPaddingMask } = masks;
    const seen = inScope('multihead_attn', () =>
      this.multiheadAttn.forward(x, memory, memory, { attnMask, keyPaddingMask }),
    );
    return inScope('dropout2', () => this.dropout2.forward(seen));
  }

  private feedForward(x: Tensor): Tensor {
    const wide = inScope('linear1', () => this.linear1.forward(x)); // [N, T, dimFeedforward]
    const active = inScope('activation', () => (this.activation === 'gelu' ? wide.gelu() : wide.relu()));
    const kept = inScope('dropout', () => this.dropout.forward(active));
    const narrow = inScope('linear2', () => this.linear2.forward(kept));
    return inScope('dropout3', () => this.dropout3.forward(narrow));
  }
}
