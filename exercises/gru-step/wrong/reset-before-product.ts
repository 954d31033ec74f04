/**
 * Reset before the product
 *
 * You weigh h by r and then multiply by W, as in Cho’s first form. PyTorch and cuDNN weigh the product.
 *
 * @convention
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
      const z = sigmoid(a[H + j]! + b[H + j]!);
      const reset = row.map((value, k) => sigmoid(a[k]! + b[k]!) * value);
      const product = w.hh[2 * H + j]!.reduce((sum, weight, k) => sum + weight * reset[k]!, w.bhh[2 * H + j]!);
      const candidate = Math.tanh(a[2 * H + j]! + product);
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
