/** Four mistakes in attention, and the one of leaving out where a word stands. */
import { attentionWeights, type WeightOptions } from '../../ops/linalg/attentionWeights.ts';
import { ones } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The right shape, and every head gets pieces of several places. */
export const headsByReshapeWithoutTranspose: Bug = {
  id: 'heads-by-reshape-without-transpose',
  summary: 'The heads are cut out by a reshape alone, so that each gets pieces of several places.',
  runs: ['sort-transformer', 'tiny-gpt'],
  substitutes: [
    {
      name: 'MultiHeadAttention.split',
      run: (x: Tensor, heads: number) => x.reshape([x.shape[0]!, heads, x.shape[1]!, -1]),
    },
  ],
};

/** The scores of wide heads are large, and softmax sees one place only. */
export const noSqrtD: Bug = {
  id: 'no-sqrt-d',
  summary: 'The scores are not divided by the root of the width of a head.',
  runs: ['sort-transformer', 'tiny-gpt', 'number-words', 'reviews-transformer'],
  substitutes: [
    {
      name: 'attentionWeights',
      run: (query: Tensor, key: Tensor, options: WeightOptions = {}) =>
        attentionWeights(query, key, { ...options, scale: 1 }),
    },
  ],
};

/** Every place also sees the next one: it reads the answer. */
export const maskOffByOne: Bug = {
  id: 'mask-off-by-one',
  summary: 'The mask lets every place look at the one after it.',
  runs: ['tiny-gpt'],
  substitutes: [
    {
      name: 'attentionWeights',
      run: (query: Tensor, key: Tensor, { causal = false, ...rest }: WeightOptions = {}) => {
        if (!causal) return attentionWeights(query, key, rest);
        const [places, keys] = [query.shape.at(-2)!, key.shape.at(-2)!];
        return attentionWeights(query, key, { ...rest, mask: ones([places, keys], { dtype: 'bool' }).tril(1) });
      },
    },
  ],
};

/** Padding is looked at like words: short texts are mostly padding. */
export const paddingNotMasked: Bug = {
  id: 'padding-not-masked',
  summary: 'Attention looks at padding as at words.',
  runs: ['reviews-transformer'],
  substitutes: [
    {
      name: 'attentionWeights',
      run: (query: Tensor, key: Tensor, { mask: _hidden, ...rest }: WeightOptions = {}) =>
        attentionWeights(query, key, rest),
    },
  ],
};

/** Without it a sequence is a bag: whoever swaps two words changes nothing. */
export const noPositions: Bug = {
  id: 'no-positions',
  summary: 'Nothing tells the network in which place a token stands.',
  runs: ['sort-transformer', 'tiny-gpt', 'reviews-transformer'],
  substitutes: [{ name: 'LearnedPositionalEncoding.forward', run: (x: Tensor) => x }],
};
