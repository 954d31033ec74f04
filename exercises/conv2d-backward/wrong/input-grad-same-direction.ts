/**
 * The window was turned the wrong way
 *
 * A pixel hears from the windows that saw it, and they begin before it. You asked the outputs that lie after it.
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
                void w;
                wBar[o]![c]![u]![v]! += x[n]![c]![p]![q]! * g;
              }
        }
  for (const [n, picture] of x.entries())
    for (const [c, plane] of picture.entries())
      for (const [p, line] of plane.entries())
        for (const q of line.keys())
          for (const [o, filter] of weight.entries())
            for (const [u, row] of filter[c]!.entries())
              for (const [v, w] of row.entries()) {
                const [i, j] = [p + u - padding, q + v - padding];
                if (i % stride === 0 && j % stride === 0)
                  xBar[n]![c]![p]![q]! += w * (grad[n]![o]![i / stride]?.[j / stride] ?? 0);
              }
  return { x: xBar, weight: wBar, bias: bBar };
}
