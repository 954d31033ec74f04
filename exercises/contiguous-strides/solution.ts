/** The strides of a dense, row-major tensor of this shape. */
export function contiguousStrides(shape: number[]): number[] {
  const strides: number[] = [];
  let step = 1;
  for (const n of shape.toReversed()) {
    strides.unshift(step);
    step *= n;
  }
  return strides;
}
