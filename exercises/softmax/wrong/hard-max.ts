/**
 * A winner takes all
 *
 * The largest score got everything. Softmax leaves the others their shares: without them there is no slope to learn
 * from.
 */

export function softmax(logits: number[][]): number[][] {
  return logits.map((row) => {
    const winner = row.indexOf(Math.max(...row));
    return row.map((_, k) => Number(k === winner));
  });
}
