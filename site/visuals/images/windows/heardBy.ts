/**
 * Which windows of a convolution saw a pixel, and what each of them sends back to it: the gradient that arrived at the window, times the
 * weight under which the pixel lay. The products are made here from recorded numbers; a test holds their sum against the framework's
 * `conv2dInputGrad`. For one channel and one filter, so that all of a pixel's gradient is to be seen. With another gait than the run's one sees
 * which windows would hear, and under which weight; what they would send nobody computed.
 */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { lensOp } from '../../parts/cells/lens.ts';
import { shownPart } from '../../parts/cells/shownTensor.ts';
import { type FeatureMap, type Gait, mapOf } from './mapOf.ts';

export interface HeardBy {
  readonly op: OpTrace;
  /** Columns of the kernel: those of the three lists below. Their cells are windows, from the topmost and leftmost one. */
  readonly columns: number;
  /** Where each window's cell lies in the map; null: there is no such window. */
  readonly places: readonly (readonly [row: number, column: number] | null)[];
  /** The cell of the kernel that each window lays on the pixel: [row, column]. */
  readonly cells: readonly (readonly [row: number, column: number])[];
  /** ∂L/∂output there. */
  readonly upstream: readonly (number | null)[];
  readonly weights: readonly number[];
  readonly products: readonly (number | null)[];
  readonly sum: number;
  readonly gait: Gait;
  /** The run's. */
  readonly own: Gait;
  /** The map of another gait, made of the recorded picture and kernel; null where the gait is the run's own. */
  readonly other: FeatureMap | null;
}

const pairOf = (option: unknown, otherwise: number): readonly [number, number] => {
  if (typeof option === 'number') return [option, option];
  return Array.isArray(option) ? [option[0] as number, option[1] as number] : [otherwise, otherwise];
};

/**
 * null where the step holds no such convolution, or not its gradients.
 *
 * @param wanted another padding and stride than the run's
 */
export function heardBy(
  trace: StepTrace,
  pixel: readonly [row: number, column: number],
  wanted: Partial<Gait> = {},
): HeardBy | null {
  const op = lensOp(trace);
  const image = op && shownPart(trace, op, { kind: 'input', place: 0 });
  const weight = op && shownPart(trace, op, { kind: 'input', place: 1 });
  const upstream = op && shownPart(trace, op, { kind: 'gradOutput' });
  if (op === null || image === null || weight === null || upstream === null) return null;
  const [filters, channels, high = 0, wide = 0] = weight.shape;
  if (filters !== 1 || channels !== 1) return null;
  const own = { padding: pairOf(op.options['padding'], 0)[0], stride: pairOf(op.options['stride'], 1)[0] };
  const gait = { ...own, ...wanted };
  const isOwn = gait.padding === own.padding && gait.stride === own.stride;
  const bias = shownPart(trace, op, { kind: 'input', place: 2 })?.values[0] ?? 0;
  const pictured = { values: image.values, columns: image.shape.at(-1)! };
  const other = isOwn ? null : mapOf(pictured, { values: weight.values, columns: wide }, gait, bias);
  const [rows = 0, columns = 0] = other === null ? upstream.shape.slice(-2) : [other.rows, other.columns];
  /** Of the pixel's distance from a window's first cell: which window, if any begins there. */
  const windowAt = (axis: 0 | 1, inside: number, count: number): number | null => {
    const start = pixel[axis] + gait.padding - inside;
    const place = start / gait.stride;
    return Number.isInteger(place) && place >= 0 && place < count ? place : null;
  };
  // The topmost window lays its lowest row on the pixel: kernel cells come in reverse.
  const cells = Array.from(
    { length: high * wide },
    (_, i) => [high - 1 - Math.floor(i / wide), wide - 1 - (i % wide)] as const,
  );
  const places = cells.map(([u, v]) => {
    const [row, column] = [windowAt(0, u, rows), windowAt(1, v, columns)];
    return row === null || column === null ? null : ([row, column] as const);
  });
  const weights = cells.map(([u, v]) => weight.values[u * wide + v]!);
  const arrived = places.map((place) =>
    place === null || other !== null ? null : upstream.values[place[0] * columns + place[1]]!,
  );
  const products = arrived.map((value, i) => (value === null ? null : value * weights[i]!));
  const sum = products.reduce<number>((total, value) => total + (value ?? 0), 0);
  return { op, columns: wide, places, cells, upstream: arrived, weights, products, sum, gait, own, other };
}
