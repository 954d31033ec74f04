/**
 * Only one map sends a gradient
 *
 * Every output map looked at the pixel, so each has a gradient for it. Sum over o.
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
                if (o === weight.length - 1) xBar[n]![c]![p]![q]! += w * g;
                wBar[o]![c]![u]![v]! += x[n]![c]![p]![q]! * g;
              }
        }
  return { x: xBar, weight: wBar, bias: bBar };
}
