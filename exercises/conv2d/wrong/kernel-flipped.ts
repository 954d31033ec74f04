/**
 * The kernel was mirrored
 *
 * That is the convolution of mathematics and signal processing. Deep learning does not mirror: cell (u, v) of the
 * kernel meets cell (i + u, j + v) of the picture.
 *
 * @convention
 * @moment t=digits-cnn.7~digits-cnn.7!kernel-flipped&step=6
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
        let sum = bias[o]!;
        for (const [c, plane] of filter.entries())
          for (const [u, row] of plane.entries())
            for (const v of row.keys())
              sum +=
                plane[tall - 1 - u]![wide - 1 - v]! *
                (x[c]?.[i * stride + u - padding]?.[j * stride + v - padding] ?? 0);
        return sum;
      }),
    ),
  );
}
