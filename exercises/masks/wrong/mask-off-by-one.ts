/**
 * One diagonal too many
 *
 * Place i also sees place i + 1, which is the answer that it is to guess. The loss will be wonderful, and the text rubbish.
 *
 * @moment t=tiny-gpt.7(context=32)~tiny-gpt.7(context=32)!mask-off-by-one&step=20
 */

export function attentionMask(lengths: number[], T: number): boolean[][][] {
  const places = Array.from({ length: T }, (_, place) => place);
  return lengths.map((length) => places.map((query) => places.map((key) => key <= query + 1 && key < length)));
}
