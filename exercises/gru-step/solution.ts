/**
 * The state after one step of a GRU. x: [N, in], h: [N, H] → [N, H]
 *
 * Source: Cho et al., "Learning Phrase Representations using RNN Encoder–Decoder" (2014), in the form of cuDNN and PyTorch, where the
 * reset gate weighs the product.
 */
export function gruStep(
  x: number[][],
  h: number[][],
  w: { ih: number[][]; hh: number[][]; bih: number[]; bhh: number[] },
): number[][] {
  const fromInput = affine(x, w.ih, w.bih); // [N, 3H]
  const fromState = affine(h, w.hh, w.bhh); // [N, 3H]
  const H = h[0]!.length;
  return h.map((row, n) => {
    const [a, b] = [fromInput[n]!, fromState[n]!];
    return row.map((old, j) => {
      const r = sigmoid(a[j]! + b[j]!);
      const z = sigmoid(a[H + j]! + b[H + j]!);
      const candidate = Math.tanh(a[2 * H + j]! + r * b[2 * H + j]!);
      return (1 - z) * candidate + z * old;
    });
  });
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** x Wᵀ + b, row by row. x: [N, in], w: [out, in], b: [out] → [N, out] */
function affine(x: number[][], w: number[][], b: number[]): number[][] {
  return x.map((row) => w.map((weights, o) => weights.reduce((sum, weight, i) => sum + weight * row[i]!, b[o]!)));
}
