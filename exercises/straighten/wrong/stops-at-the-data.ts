/**
 * It stops when the data end
 *
 * With a stride of 0 a number is read again and again: count the cells of the shape, not the numbers in memory.
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, strides, offset]: View): number[] {
  const size = Math.min(
    data.length,
    shape.reduce((product, n) => product * n, 1),
  );
  return Array.from({ length: size }, (_, position) => {
    let [rest, place] = [position, offset];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return data[place]!;
  });
}
