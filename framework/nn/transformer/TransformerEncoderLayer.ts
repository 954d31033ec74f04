import { checkLast, checkPlace, NO_OPTIONS, signature } from '../../tensor/arguments.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { Dropout } from '../dropout/Dropout.ts';
import { Linear } from '../linear/Linear.ts';
import { Module } from '../Module.ts';
import { LayerNorm } from '../norm/LayerNorm.ts';
import { MultiHeadAttention } from './MultiHeadAttention.ts';
import { residual } from './residual.ts';
import { checkLayer, resolveTransformer, type TransformerLayerOptions } from './transformerOptions.ts';

/** `src` is PyTorch's word for the sequence that is read. N examples, T positions. */
export interface EncoderMasks {
  /** [T, T]. bool: true where a position may *not* look; float: added to the scores. */
  readonly srcMask?: Tensor | undefined;
  /** bool [N, T]: true where a position is padding. */
  readonly srcKeyPaddingMask?: Tensor | undefined;
  /** Each position looks at itself and earlier ones only: a decoder-only language model. Default false. */
  readonly causal?: boolean | undefined;
}

const inputs = signature(
  'TransformerEncoderLayer',
  { src: 'tensor' },
  { srcMask: 'tensor', srcKeyPaddingMask: 'tensor', causal: 'boolean' },
);

/**
 * Attention, then a small network for each position, each added to its input and normalized. src: [N, T, dModel] → the same shape.
 * `normFirst` puts the norms in front, which trains more easily (Xiong et al., 2020). Weights are called as in PyTorch: `self_attn`,
 * `linear1`, `linear2`, `norm1`, `norm2`. Source: Vaswani et al., "Attention is all you need" (2017), §3.1.
 *
 * @example new TransformerEncoderLayer(64, 4, { dimFeedforward: 256, normFirst: true }).forward(tokens, { causal: true })
 */
export class TransformerEncoderLayer extends Module {
  readonly selfAttn: MultiHeadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
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
    } = resolveTransformer(checkLayer('TransformerEncoderLayer', [dModel, numHeads, options]));
    this.selfAttn = new MultiHeadAttention(dModel, numHeads, { dropout, bias, generator });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias, generator });
    this.dropout = new Dropout(dropout, { generator });
    this.linear2 = new Linear(dimFeedforward, dModel, { bias, generator });
    this.norm1 = new LayerNorm(dModel, { eps });
    this.norm2 = new LayerNorm(dModel, { eps });
    this.dropout1 = new Dropout(dropout, { generator });
    this.dropout2 = new Dropout(dropout, { generator });
    this.normFirst = normFirst;
    this.activation = activation;
  }

  override get namesItsCalls(): boolean {
    return true;
  }

  /** A substitute named `TransformerEncoderLayer.forward` gets the layer, what is read and the masks. */
  forward(src: Tensor, options: EncoderMasks = NO_OPTIONS): Tensor {
    checkPlace(inputs, 0, src);
    const masks = checkLast(inputs, options);
    const substitute = isSubstituting() ? substituteFor('TransformerEncoderLayer.forward') : null;
    if (substitute !== null)
      return checkSubstituted(substitute, runSubstitute(substitute, [this, src, masks]), src.shape);
    const norm1 = (x: Tensor): Tensor => inScope('norm1', () => this.norm1.forward(x));
    const norm2 = (x: Tensor): Tensor => inScope('norm2', () => this.norm2.forward(x));
    if (this.normFirst) {
      const x = residual('residual1', src, this.attendToSelf(norm1(src), masks));
      return residual('residual2', x, this.feedForward(norm2(x)));
    }
    const x = norm1(residual('residual1', src, this.attendToSelf(src, masks)));
    return norm2(residual('residual2', x, this.feedForward(x)));
  }

  private attendToSelf(
    x: Tensor,
    { srcMask: attnMask, srcKeyPaddingMask: keyPaddingMask, causal }: EncoderMasks,
  ): Tensor {
    const seen = inScope('self_attn', () => this.selfAttn.forward(x, x, x, { attnMask, keyPaddingMask, causal }));
    return inScope('dropout1', () => this.dropout1.forward(seen));
  }

  private feedForward(x: Tensor): Tensor {
    const wide = inScope('linear1', () => this.linear1.forward(x)); // [N, T, dimFeedforward]
    const active = inScope('activation', () => (this.activation === 'gelu' ? wide.gelu() : wide.relu()));
    const kept = inScope('dropout', () => this.dropout.forward(active));
    const narrow = inScope('linear2', () => this.linear2.forward(kept));
    return inScope('dropout2', () => this.dropout2.forward(narrow));
  }
}
