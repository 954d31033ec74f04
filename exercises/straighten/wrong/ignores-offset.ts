/**
 * It begins at 0
 *
 * A view may begin in the middle of its memory: begin at the offset.
 */

type View = [shape: number[], strides: number[], offset: number];

export function contiguous(data: number[], [shape, strides]: View): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  return Array.from({ length: size }, (_, position) => {
    let [rest, place] = [position, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return data[place]!;
  });
}
