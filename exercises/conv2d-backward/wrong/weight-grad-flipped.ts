/**
 * The kernel’s gradient is mirrored
 *
 * Weight (u, v) met pixel (i + u, j + v). You gave its gradient to the weight on the opposite side.
 *
 * @moment t=digits-cnn.7~digits-cnn.7!weight-grad-flipped&step=6
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
                wBar[o]![c]![plane.length - 1 - u]![row.length - 1 - v]! += x[n]![c]![p]![q]! * g;
              }
        }
  return { x: xBar, weight: wBar, bias: bBar };
}
