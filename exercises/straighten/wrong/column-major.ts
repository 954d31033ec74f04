/**
 * Column by column
 *
 * The first axis moves fastest here; row-major is the other way.
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, strides, offset]: View): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  return Array.from({ length: size }, (_, position) => {
    let [rest, place] = [position, offset];
    for (const [axis, n] of shape.entries()) {
      place += (rest % n) * strides[axis]!;
      rest = Math.floor(rest / n);
    }
    return data[place]!;
  });
}
