/**
 * Grouped queries: several heads of queries share one head of keys and values, which saves memory where these are kept.
 * Source: Ainslie et al., "GQA: training generalized multi-query transformer models from multi-head checkpoints" (2023), §2.2.
 */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

const HEADS = -3;

/**
 * Keys and values with as many heads as the query: each is there for a whole group of neighbouring query heads.
 * query: [.., H, L, D], key and value: [.., H / G, S, ·] → [.., H, S, ·]
 *
 * Errors: heads that do not divide the query's; without `isWanted`, different numbers of heads.
 */
export function sharedHeads(query: Tensor, key: Tensor, value: Tensor, isWanted: boolean): [Tensor, Tensor] {
  const heads = query.shape.at(HEADS);
  const others = [key, value].map(({ shape }) => shape.at(HEADS));
  const shapes = `query ${shapeText(query.shape)}, key ${shapeText(key.shape)}, value ${shapeText(value.shape)}`;
  if (!isWanted) {
    const odd = others.find(
      (own) => own !== undefined && heads !== undefined && own !== heads && own !== 1 && heads !== 1,
    );
    if (odd === undefined) return [key, value];
    throw new ChalkgradError(
      `scaledDotProductAttention: the query has ${heads} heads, key and value have ${others.join(' and ')} (${shapes})`,
      heads! % odd === 0
        ? 'with { enableGqa: true } several heads of queries share one of keys and values; otherwise each needs its own.'
        : 'every head of queries needs its own keys and values, or, with { enableGqa: true }, a number of them that divides its own.',
    );
  }
  if (heads === undefined || others.some((own) => own === undefined || own < 1 || heads % own !== 0)) {
    throw new ChalkgradError(
      `scaledDotProductAttention: with enableGqa the heads of key and value must divide the query's (${shapes})`,
      'they are [.., heads, positions, features]: 8 heads of queries may share 1, 2, 4 or 8 of keys and values.',
    );
  }
  const spread = (x: Tensor): Tensor => {
    const own = x.shape.at(HEADS)!;
    if (own === heads) return x;
    const lead = x.shape.slice(0, HEADS);
    const rest = x.shape.slice(-2);
    return x
      .unsqueeze(HEADS)
      .expand([...lead, own, heads / own, ...rest])
      .reshape([...lead, heads, ...rest]);
  };
  return [spread(key), spread(value)];
}
