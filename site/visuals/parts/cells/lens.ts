/**
 * One output pixel of the first convolution, taken apart: the window of the image under it, the kernel, the nine products. The
 * products are the only numbers made here, each from the two that stand beside it; their sum is not made but read from the
 * trace, and tests hold that it is the sum (and that the kernel gradient is the sum over all pixels and images).
 */
import type { Selection } from '../../../player/Player.ts';
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { flatOf } from './cellLayout.ts';
import { shownPart } from './shownTensor.ts';

/** Which output pixel: filter, row, column. */
export interface LensPlace {
  readonly filter: number;
  readonly row: number;
  readonly column: number;
}

export interface Lens {
  readonly op: OpTrace;
  readonly place: LensPlace;
  /** A row of the kernel, channel after channel; along a sequence a channel is a row. */
  readonly kernelRows: number;
  readonly kernelColumns: number;
  /** Rows of one channel. */
  readonly channelRows: number;
  /** Top left corner of the window in the image; negative where it reaches into the padding. */
  readonly top: number;
  readonly left: number;
  /** Row by row; null where the window reaches into the padding and counts as 0. */
  readonly window: readonly (number | null)[];
  readonly kernel: readonly number[];
  readonly products: readonly number[];
  readonly bias: number;
  /** The recorded output, not the sum of the products. */
  readonly output: number;
  /** ∂L/∂output of this pixel, what it adds to each cell of the kernel's gradient, and the recorded total; null without gradients. */
  readonly backward: {
    readonly upstream: number;
    readonly shares: readonly number[];
    readonly total: readonly number[];
  } | null;
}

/** The middle of an axis of a map: most pictures have something there. */
const middle = (size: number | undefined): number => Math.floor(((size ?? 1) - 1) / 2);

const pairOf = (option: unknown, otherwise: number): readonly [number, number] => {
  if (typeof option === 'number') return [option, option];
  return Array.isArray(option) ? [option[0] as number, option[1] as number] : [otherwise, otherwise];
};

/** The first convolution: the one whose input is the image, or the sequence. */
export const lensOp = (trace: StepTrace): OpTrace | null =>
  trace.ops.find(({ name }) => name === 'conv2d' || name === 'conv1d') ?? null;

/** Does it slide along one axis only? Its maps have one row then. */
export const slidesAlong = (op: OpTrace | null): boolean => op?.name === 'conv1d';

/** The pixel a selection names; what it leaves open is filter 0 and the middle of the map. */
export function lensPlace(trace: StepTrace, selection: Selection | null): LensPlace {
  const op = lensOp(trace);
  const index = selection?.op === op?.label ? (selection?.index ?? []) : [];
  const ofMap = selection !== null && !('place' in selection.tensor);
  const [, filter, ...place] = ofMap ? index : [0, index[0]];
  const [rows, columns] = (trace.tensors.get(op?.output ?? Number.NaN)?.shape ?? []).slice(-2);
  if (slidesAlong(op)) return { filter: filter ?? 0, row: 0, column: place[0] ?? middle(columns) };
  return { filter: filter ?? 0, row: place[0] ?? middle(rows), column: place[1] ?? middle(columns) };
}

/** null when the trace holds no such convolution, or not its numbers for the looked-at example. */
export function lensAt(trace: StepTrace, place: LensPlace): Lens | null {
  const op = lensOp(trace);
  if (op === null) return null;
  const image = shownPart(trace, op, { kind: 'input', place: 0 });
  const weight = shownPart(trace, op, { kind: 'input', place: 1 });
  const bias = shownPart(trace, op, { kind: 'input', place: 2 });
  const output = shownPart(trace, op, { kind: 'output' });
  if (image === null || weight === null || bias === null || output === null) return null;
  const isAlong = slidesAlong(op);
  const [channels = 0] = weight.shape.slice(1);
  const [channelRows, kernelColumns] = isAlong ? [1, weight.shape[2]!] : (weight.shape.slice(2) as [number, number]);
  const kernelRows = channels * channelRows;
  const [padding, stride] = [pairOf(op.options['padding'], 0), pairOf(op.options['stride'], 1)];
  const [top, left] = [isAlong ? 0 : place.row * stride[0] - padding[0], place.column * stride[1] - padding[1]];
  const size = kernelRows * kernelColumns;
  const kernel = Array.from(weight.values.subarray(place.filter * size, (place.filter + 1) * size));
  const sizes = isAlong ? [channels, 1, image.shape[1]!] : image.shape;
  const window = kernel.map((_, cell) => {
    const [row, column] = [Math.floor(cell / kernelColumns), cell % kernelColumns];
    const channel = Math.floor(row / channelRows);
    return pixel(image.values, sizes, [channel, top + (row % channelRows), left + column]);
  });
  const at = flatOf(output.shape, isAlong ? [place.filter, place.column] : [place.filter, place.row, place.column]);
  const products = kernel.map((w, cell) => w * (window[cell] ?? 0));
  const rest = { op, place, kernelRows, kernelColumns, channelRows, top, left, window, kernel, products };
  return {
    ...rest,
    bias: bias.values[place.filter]!,
    output: output.values[at]!,
    backward: backwardAt(trace, op, at, place.filter, window),
  };
}

function pixel(
  values: ArrayLike<number>,
  [, rows, columns]: readonly number[],
  [channel, row, column]: readonly [number, number, number],
): number | null {
  const isInside = row >= 0 && column >= 0 && row < rows! && column < columns!;
  return isInside ? values[(channel * rows! + row) * columns! + column]! : null;
}

function backwardAt(
  trace: StepTrace,
  op: OpTrace,
  at: number,
  filter: number,
  window: readonly (number | null)[],
): Lens['backward'] {
  const gradOutput = shownPart(trace, op, { kind: 'gradOutput' });
  const gradWeight = shownPart(trace, op, { kind: 'gradInput', place: 1 });
  if (gradOutput === null || gradWeight === null) return null;
  const upstream = gradOutput.values[at]!;
  const total = Array.from(gradWeight.values.subarray(filter * window.length, (filter + 1) * window.length));
  return { upstream, shares: window.map((x) => upstream * (x ?? 0)), total };
}
