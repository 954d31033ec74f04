/**
 * What a kernel makes of a picture, by plain loops: for pictures and kernels that no step recorded. A test holds it against the framework's
 * `conv2d`.
 */

/** How a window goes along both axes. */
export interface Gait {
  /** Rows and columns of zeros all round. */
  readonly padding: number;
  readonly stride: number;
}

export interface Plane {
  /** Row by row. */
  readonly values: ArrayLike<number>;
  readonly columns: number;
}

export interface FeatureMap {
  readonly values: Float32Array<ArrayBuffer>;
  readonly rows: number;
  readonly columns: number;
}

/** What lies under a window whose first cell is at [top, left], row by row; null is padding. */
export function windowAt(
  { values, columns }: Plane,
  { values: kernel, columns: across }: Plane,
  [top, left]: readonly [number, number],
): readonly (number | null)[] {
  const rows = values.length / columns;
  return Array.from(kernel, (_, cell) => {
    const [row, column] = [top + Math.floor(cell / across), left + (cell % across)];
    return row < 0 || column < 0 || row >= rows || column >= columns ? null : values[row * columns + column]!;
  });
}

/** @example mapOf({ values: [1, 2, 3, 4], columns: 2 }, { values: [1], columns: 1 }, { padding: 0, stride: 1 }).values // 1, 2, 3, 4 */
export function mapOf(picture: Plane, kernel: Plane, { padding, stride }: Gait, bias = 0): FeatureMap {
  const places = (size: number, window: number): number =>
    Math.max(0, Math.floor((size + 2 * padding - window) / stride) + 1);
  const rows = places(picture.values.length / picture.columns, kernel.values.length / kernel.columns);
  const columns = places(picture.columns, kernel.columns);
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const corner = [Math.floor(at / columns) * stride - padding, (at % columns) * stride - padding] as const;
    const under = windowAt(picture, kernel, corner);
    return under.reduce<number>((sum, value, cell) => sum + (value ?? 0) * kernel.values[cell]!, bias);
  });
  return { values, rows, columns };
}

/** Where the smallest number stands; of equal ones the first. */
export function lowestOf(values: ArrayLike<number>): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[at]!) at = i;
  return at;
}
