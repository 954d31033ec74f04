type View = [shape: number[], strides: number[], offset: number];

/** The numbers of a view, read row by row into a list of their own. */
export function contiguous(data: number[], [shape, strides, offset]: View): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  return Array.from({ length: size }, (_, position) => {
    let [rest, place] = [position, offset];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return data[place]!;
  });
}
