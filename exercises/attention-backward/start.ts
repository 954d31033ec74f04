/** Where the gradient of what attention says goes. q, k: [L, D], v, grad: [L, E] */
export function attentionBackward(
  q: number[][],
  k: number[][],
  v: number[][],
  grad: number[][],
): { q: number[][]; k: number[][]; v: number[][] } {
  // your turn: the weights again, then values, scores, queries and keys.
  return { q: q.map((row) => row.map(() => 0)), k: k.map((row) => row.map(() => 0)), v: grad };
}
