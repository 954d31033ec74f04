/** How much each query looks at each key, made of ops: the part of attention that a reader wants to see, and what masks need. */
import { ones } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';

/** A mask says what may be seen, a bias is added to the scores; a layer may need both at once. */
export interface WeightOptions {
  /** Broadcast against [.., L, S]. bool: may this query look at this key? float: added to the scores; -∞ hides. */
  readonly mask?: Tensor | undefined;
  /** Query i looks at keys 0 … i only. Default false. */
  readonly causal?: boolean;
  /** Factor of the scores. Default 1/√D. */
  readonly scale?: number;
  /** Added to the scores, beside a mask; -∞ hides. */
  readonly bias?: Tensor | undefined;
}

/**
 * How much each query looks at each key; rows add up to 1, or are 0 where a query may look nowhere. What is hidden has no weight, however
 * small the other scores are. query: [.., L, D], key: [.., S, D] → [.., L, S]
 */
export function attentionWeights(query: Tensor, key: Tensor, options: WeightOptions = {}): Tensor {
  const substitute = isSubstituting() ? substituteFor('attentionWeights') : null;
  if (substitute !== null) return runSubstitute<Tensor>(substitute, [query, key, options]);
  const scale = options.scale ?? 1 / Math.sqrt(query.shape.at(-1)!);
  const scores = inScope('scores', () => query.matmul(key.transpose()));
  const scaled = inScope('scaled', () => scores.mul(scale));
  const { bias } = options;
  return maskedSoftmax(bias === undefined ? scaled : inScope('biased', () => scaled.add(bias)), options);
}

function maskedSoftmax(scores: Tensor, { mask, bias, causal = false }: WeightOptions): Tensor {
  checkMask(mask);
  const shifted = mask !== undefined && mask.dtype !== 'bool' ? inScope('masked', () => scores.add(mask)) : scores;
  const given = [mask, bias].flatMap((one) => (one === undefined ? [] : seenThrough(one)));
  const earlier = causal
    ? [inScope('mask', () => ones(scores.shape.slice(-2), { dtype: 'bool', device: scores.device }).tril())]
    : [];
  const [first, ...more] = [...given, ...earlier];
  if (first === undefined) return inScope('weights', () => shifted.softmax(-1));
  const allowed = inScope('mask', () => more.reduce((both, one) => both.logicalAnd(one), first));
  // A given mask may hide everything from a query, a causal one always shows the first key.
  const hidden = given.length > 0 && mayHideAll(allowed) ? inScope('hidden', () => hiddenScore(allowed)) : NEVER;
  const masked = inScope('masked', () => allowed.where(shifted, hidden));
  const weights = inScope('weights', () => masked.softmax(-1));
  return given.length === 0 ? weights : inScope('seen', () => allowed.where(weights, 0));
}

/** Below every score that may be seen. A finite number is not: there are scores below -1e9. */
const NEVER = Number.NEGATIVE_INFINITY;

/** Where this mask shows something: a mask that is added hides with -∞. Nothing if it hides nothing. */
function seenThrough(mask: Tensor): Tensor[] {
  if (mask.dtype === 'bool') return [mask];
  if (mask.device === 'cpu' && !mask.dataSync().includes(NEVER)) return [];
  return [inScope('mask', () => mask.ne(NEVER))];
}

/** Is there a query from which everything is hidden? On a device nobody waits to look: it may be. */
function mayHideAll(allowed: Tensor): boolean {
  if (allowed.device !== 'cpu') return true;
  const values = allowed.dataSync();
  const keys = allowed.shape.at(-1) ?? 1;
  for (let row = 0; row < values.length; row += keys) {
    const at = values.indexOf(1, row);
    if (at < 0 || at >= row + keys) return true;
  }
  return false;
}

/**
 * -∞, but 0 in the rows of queries that see nothing: a softmax of -∞ alone would be NaN, there and in the gradient. Their equal weights are
 * taken away afterwards. → [.., L, 1]
 */
const hiddenScore = (allowed: Tensor): Tensor => allowed.any(-1, { keepdim: true }).where(NEVER, 0);

/** Errors: whole numbers, which could be meant either way. */
export function checkMask(mask: Tensor | undefined, who = 'scaledDotProductAttention', name = 'mask'): void {
  if (mask === undefined || mask.dtype === 'bool' || isFloat(mask.dtype)) return;
  throw new ChalkgradError(
    `${who}: ${name} has dtype ${mask.dtype}, it must be bool or float`,
    `say what it means: ${name}.to('bool') is true and false, ${name}.to('float32') is added to the scores.`,
  );
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
