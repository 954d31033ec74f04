import { linear, scaledDotProductAttention } from '../../ops/index.ts';
import { attentionWeights, checkMask } from '../../ops/linalg/attentionWeights.ts';
import { check, checkLast, checkPlace, NO_OPTIONS, optionsOf, signature } from '../../tensor/arguments.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Generator, getDefaultGenerator } from '../../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { constant_, xavierUniform_ } from '../init.ts';
import { Linear } from '../linear/Linear.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

/** What a trace calls the three projections. */
const PROJECTIONS = ['q', 'k', 'v'] as const;

export interface MultiHeadAttentionOptions {
  /** Chance of silencing an attention weight while training. Default 0. */
  readonly dropout?: number;
  /** Default true. */
  readonly bias?: boolean;
  readonly generator?: Generator | undefined;
}

/** N examples, L queries, S keys, E features. */
export interface AttentionMasks {
  /** bool [N, S]: true where a key is padding that nobody may look at. */
  readonly keyPaddingMask?: Tensor | undefined;
  /** [L, S] or [N·heads, L, S]. bool: true where a query may *not* look (PyTorch's sense here); float: added to the scores. */
  readonly attnMask?: Tensor | undefined;
  /** Query i looks at keys 0 … i only. Default false. */
  readonly causal?: boolean | undefined;
}

const call = signature(
  'MultiHeadAttention',
  { embedDim: 'count', numHeads: 'number' },
  { dropout: 'probability', bias: 'boolean', generator: 'generator' },
);
const inputs = signature(
  'MultiHeadAttention',
  { query: 'tensor', key: 'tensor', value: 'tensor' },
  { keyPaddingMask: 'tensor', attnMask: 'tensor', causal: 'boolean', averageWeights: 'boolean' },
);

const ablation = signature('MultiHeadAttention.ablate', { heads: 'numbers' });

/**
 * Several attentions side by side, each on its own share of the features, mixed by a last linear map. Always batch first.
 * query: [N, L, E], key and value: [N, S, E] → [N, L, E].
 *
 * Weights are PyTorch's MultiheadAttention's: `in_proj_weight` [3E, E] holds those of query, key and value under each other. Starts
 * Xavier uniform, biases zero. Source: Vaswani et al., "Attention is all you need" (2017), §3.2.2.
 *
 * @example new MultiHeadAttention(64, 4).forward(x, x, x, { causal: true })
 */
export class MultiHeadAttention extends Module {
  readonly numHeads: number;
  readonly dropout: number;
  readonly inProjWeight: Parameter; // [3E, E]
  readonly inProjBias: Parameter | null; // [3E]
  readonly outProj: Linear;
  private readonly generator: Generator | undefined;
  /** Heads that look at everything alike. */
  private ablated: readonly number[] = [];

  constructor(embedDim: number, numHeads: number, options: MultiHeadAttentionOptions = {}) {
    super();
    const { dropout = 0, bias = true, generator } = optionsOf(call, [embedDim, numHeads, options]);
    if (!Number.isInteger(numHeads) || numHeads < 1 || embedDim % numHeads !== 0) {
      throw new ChalkgradError(
        `MultiHeadAttention: ${numHeads} heads do not divide ${embedDim} features`,
        'every head takes the same number of features.',
      );
    }
    this.numHeads = numHeads;
    this.dropout = dropout;
    this.generator = generator;
    this.inProjWeight = new Parameter(zeros([3 * embedDim, embedDim]));
    this.inProjBias = bias ? new Parameter(zeros([3 * embedDim])) : null;
    this.outProj = new Linear(embedDim, embedDim, { bias, generator });
    xavierUniform_(this.inProjWeight, { generator });
    if (this.outProj.bias !== null) constant_(this.outProj.bias, 0);
  }

  /**
   * Take away what some heads have learned to look for: from now on each of them looks at everything that it may see alike. Their queries become
   * 0, and with them the scores. Errors: a head that there is not.
   *
   * @example model.layers[0].selfAttn.ablate([1]) // what does the network lose without its second head?
   */
  ablate(heads: readonly number[]): void {
    check(ablation, heads);
    const wrong = heads.find((head) => !Number.isInteger(head) || head < 0 || head >= this.numHeads);
    if (wrong !== undefined) {
      throw new ChalkgradError(
        `MultiHeadAttention: there is no head ${wrong}`,
        `there are ${this.numHeads}, counted from 0.`,
      );
    }
    this.ablated = heads;
  }

  override get namesItsCalls(): boolean {
    return true;
  }

  forward(query: Tensor, key: Tensor, value: Tensor, options: AttentionMasks = NO_OPTIONS): Tensor {
    checkPlace(inputs, 0, query);
    checkPlace(inputs, 1, key);
    checkPlace(inputs, 2, value);
    const masks = checkLast(inputs, options);
    if (masks.keyPaddingMask !== undefined || masks.attnMask !== undefined) {
      return this.attend(query, key, value, { ...masks, averageWeights: false })[0]; // nobody sees their mean
    }
    this.check(query, key, value);
    const [q, k, v] = this.project([query, key, value]);
    const dropout = this.training ? this.dropout : 0;
    const generator = this.generator ?? getDefaultGenerator();
    const mixed = scaledDotProductAttention(q, k, v, { causal: masks.causal ?? false, dropout, generator });
    return this.join(mixed, query);
  }

  /** Like forward, and also gives the attention weights: of each head [N, heads, L, S], or their mean (default) [N, L, S]. */
  attend(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    options: AttentionMasks & { readonly averageWeights?: boolean } = {},
  ): [output: Tensor, weights: Tensor] {
    const { averageWeights = true, ...masks } = optionsOf(inputs, [query, key, value, options]);
    this.check(query, key, value);
    const [q, k, v] = this.project([query, key, value]);
    const weights = attentionWeights(q, k, this.masksFor(masks)); // [N, heads, L, S]
    const generator = this.generator ?? getDefaultGenerator();
    const kept =
      this.training && this.dropout > 0
        ? inScope('dropped', () => weights.dropout(this.dropout, { generator }))
        : weights;
    const mixed = inScope('mixed', () => kept.matmul(v));
    return [this.join(mixed, query), averageWeights ? inScope('mean', () => kept.mean(1)) : kept];
  }

  /** Heads side by side again, mixed. [N, heads, L, E/heads] → [N, L, E] */
  private join(mixed: Tensor, query: Tensor): Tensor {
    const joined = inScope('joined', () => {
      const substitute = isSubstituting() ? substituteFor('MultiHeadAttention.join') : null;
      if (substitute !== null) return runSubstitute<Tensor>(substitute, [mixed, query.shape]);
      return mixed.transpose(1, 2).reshape(query.shape);
    });
    return inScope('out', () => this.outProj.forward(joined));
  }

  /** Each input through its third of the weights, cut into heads. [N, L, E] → [N, heads, L, E/heads] */
  private project(inputs: readonly [Tensor, Tensor, Tensor]): [Tensor, Tensor, Tensor] {
    const weights = inScope('in_proj', () => this.inProjWeight.chunk(3, 0));
    const biases = inScope('in_proj', () => this.inProjBias?.chunk(3, 0));
    const split = inputs.map((x, i) => {
      const [examples, length] = x.shape as [number, number, number];
      const name = PROJECTIONS[i]!;
      const projected = inScope(name, () => linear(x, weights[i]!, biases?.[i]));
      return inScope(`heads.${name}`, () => {
        const substitute = isSubstituting() ? substituteFor('MultiHeadAttention.split') : null;
        if (substitute !== null) return runSubstitute<Tensor>(substitute, [projected, this.numHeads]);
        return projected.reshape([examples, length, this.numHeads, -1]).transpose(1, 2);
      });
    }) as [Tensor, Tensor, Tensor];
    if (this.ablated.length === 0) return split;
    const [q, k, v] = split;
    const asks = Array.from({ length: this.numHeads }, (_, head) => (this.ablated.includes(head) ? 0 : 1));
    return [inScope('ablated', () => q.mul(tensor(asks, { shape: [1, this.numHeads, 1, 1], device: q.device }))), k, v];
  }

  /** PyTorch's masks, which say what is hidden, as ours, which say what is seen; broadcast against [N, heads, L, S]. */
  private masksFor(masks: AttentionMasks): Parameters<typeof attentionWeights>[2] {
    return inScope('mask', () => this.seenBy(masks));
  }

  private seenBy({ keyPaddingMask, attnMask, causal }: AttentionMasks): Parameters<typeof attentionWeights>[2] {
    checkMask(attnMask, 'MultiHeadAttention', 'attnMask');
    if (keyPaddingMask !== undefined && keyPaddingMask.dtype !== 'bool') {
      throw new ChalkgradError(
        `MultiHeadAttention: keyPaddingMask has dtype ${keyPaddingMask.dtype}, it must be bool`,
        'it is true where a key is padding: tokens.eq(0), say.',
      );
    }
    const perHead = attnMask?.rank === 3 ? attnMask.reshape([-1, this.numHeads, ...attnMask.shape.slice(1)]) : attnMask;
    const padding = keyPaddingMask?.logicalNot().unsqueeze(1).unsqueeze(1); // [N, 1, 1, S]
    const shared = { causal: causal ?? false };
    if (perHead?.dtype !== 'bool') return { ...shared, mask: padding, bias: perHead };
    const seen = perHead.logicalNot();
    return { ...shared, mask: padding === undefined ? seen : seen.logicalAnd(padding) };
  }

  private check(query: Tensor, key: Tensor, value: Tensor): void {
    const features = this.inProjWeight.shape[1]!;
    const fits = [query, key, value].every(
      (x) => x.rank === 3 && x.shape[2] === features && x.shape[0] === query.shape[0],
    );
    if (!fits) {
      throw new ChalkgradError(
        `MultiHeadAttention: query ${shapeText(query.shape)}, key ${shapeText(key.shape)}, value ${shapeText(value.shape)} must each be [N, positions, ${features}]`,
        'always batch first; a single sequence needs unsqueeze(0).',
      );
    }
  }
}
