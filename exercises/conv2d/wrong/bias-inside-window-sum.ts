/**
 * The bias was added again and again
 *
 * You added the bias inside the sum over the window, once for every weight. It belongs to the output cell: once.
 *
 * @moment t=digits-cnn.7~digits-cnn.7!bias-inside-window-sum&step=6
 */

export function conv2d(
  x: number[][][],
  weight: number[][][][],
  bias: number[],
  { stride, padding }: { stride: number; padding: number },
): number[][][] {
  const [height, width] = [x[0]!.length, x[0]![0]!.length];
  const [tall, wide] = [weight[0]![0]!.length, weight[0]![0]![0]!.length];
  const rows = Math.floor((height + 2 * padding - tall) / stride) + 1;
  const columns = Math.floor((width + 2 * padding - wide) / stride) + 1;
  return weight.map((filter, o) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => {
        let sum = 0;
        for (const [c, plane] of filter.entries())
          for (const [u, row] of plane.entries())
            for (const [v, w] of row.entries())
              sum += w * (x[c]?.[i * stride + u - padding]?.[j * stride + v - padding] ?? 0) + bias[o]!;
        return sum;
      }),
    ),
  );
}
