/**
 * The gradients of a convolution for x, weight and bias: every product w·x of the forward loops sends ȳ·w to x and ȳ·x to w.
 *
 * x: [N, C, H, W], weight: [O, C, KH, KW], grad: [N, O, OH, OW].
 */
export function conv2dBackward(
  x: number[][][][],
  weight: number[][][][],
  grad: number[][][][],
  { stride, padding }: { stride: number; padding: number },
): { x: number[][][][]; weight: number[][][][]; bias: number[] } {
  const zeros = (like: number[][][][]): number[][][][] => like.map((a) => a.map((b) => b.map((c) => c.map(() => 0))));
  const [xBar, wBar, bBar] = [zeros(x), zeros(weight), weight.map(() => 0)];
  for (const [n, maps] of grad.entries())
    for (const [o, map] of maps.entries())
      for (const [i, line] of map.entries())
        for (const [j, g] of line.entries()) {
          bBar[o]! += g;
          for (const [c, plane] of weight[o]!.entries())
            for (const [u, row] of plane.entries())
              for (const [v, w] of row.entries()) {
                const [p, q] = [i * stride + u - padding, j * stride + v - padding];
                if (x[n]![c]![p]?.[q] === undefined) continue;
                xBar[n]![c]![p]![q]! += w * g;
                wBar[o]![c]![u]![v]! += x[n]![c]![p]![q]! * g;
              }
        }
  return { x: xBar, weight: wBar, bias: bBar };
}
