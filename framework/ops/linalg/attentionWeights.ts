/** How much each query looks at each key, made of ops: the part of attention that a reader wants to see, and what masks need. */
import { ones } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';

/** Finite, so that a row in which everything is masked stays a number; e^-1e9 is 0 in every float. */
const OUT_OF_REACH = -1e9;

/** A mask says what may be seen, a bias is added to the scores; a layer may need both at once. */
export interface WeightOptions {
  /** Broadcast against [.., L, S]. bool: may this query look at this key? float: added to the scores. */
  readonly mask?: Tensor | undefined;
  /** Query i looks at keys 0 … i only. Default false. */
  readonly causal?: boolean;
  /** Factor of the scores. Default 1/√D. */
  readonly scale?: number;
  readonly bias?: Tensor | undefined;
}

/** How much each query looks at each key; rows add up to 1. query: [.., L, D], key: [.., S, D] → [.., L, S] */
export function attentionWeights(query: Tensor, key: Tensor, options: WeightOptions = {}): Tensor {
  const scale = options.scale ?? 1 / Math.sqrt(query.shape.at(-1)!);
  const scores = inScope('scores', () => query.matmul(key.transpose()));
  const scaled = inScope('scaled', () => scores.mul(scale));
  const { bias } = options;
  return maskedSoftmax(bias === undefined ? scaled : inScope('biased', () => scaled.add(bias)), options);
}

function maskedSoftmax(scores: Tensor, { mask, causal = false }: WeightOptions): Tensor {
  const shifted = mask !== undefined && mask.dtype !== 'bool' ? inScope('masked', () => scores.add(mask)) : scores;
  const given = mask?.dtype === 'bool' ? mask : undefined;
  const earlier = causal
    ? inScope('mask', () => ones(scores.shape.slice(-2), { dtype: 'bool', device: scores.device }).tril())
    : undefined;
  const allowed =
    given !== undefined && earlier !== undefined
      ? inScope('mask', () => given.logicalAnd(earlier))
      : (given ?? earlier);
  if (allowed === undefined) return inScope('weights', () => shifted.softmax(-1));
  const masked = inScope('masked', () => allowed.where(shifted, OUT_OF_REACH));
  const weights = inScope('weights', () => masked.softmax(-1));
  // A given mask may hide everything from a query, whose weights would then be equal; a causal one always shows the first key.
  return given === undefined ? weights : inScope('seen', () => allowed.where(weights, 0));
}

/** Complain of operands that do not belong together. */
export function checkAttention(query: Tensor, key: Tensor, value: Tensor): void {
  const shapes = `query ${shapeText(query.shape)}, key ${shapeText(key.shape)}, value ${shapeText(value.shape)}`;
  if (query.rank < 2 || key.rank < 2 || value.rank < 2) {
    throw new ChalkgradError(
      `scaledDotProductAttention: each must have at least 2 axes: ${shapes}`,
      'they are [.., positions, features].',
    );
  }
  if (query.shape.at(-1) !== key.shape.at(-1)) {
    throw new ChalkgradError(
      `scaledDotProductAttention: queries have ${query.shape.at(-1)} features and keys ${key.shape.at(-1)} (${shapes})`,
      'a query is compared with a key feature by feature, so both need the same number.',
    );
  }
  if (key.shape.at(-2) !== value.shape.at(-2)) {
    throw new ChalkgradError(
      `scaledDotProductAttention: there are ${key.shape.at(-2)} keys but ${value.shape.at(-2)} values (${shapes})`,
      'each key stands for exactly one value.',
    );
  }
}
