/**
 * Where the neurons of a network stand: a column a layer, all columns equally high. A layer of many stands in several lanes side by side, so that
 * every neuron is large enough for a finger. Lengths in CSS pixels. Pure.
 */
import type { NeuronPlace } from './network.ts';

export interface NetLayout {
  readonly width: number;
  readonly height: number;
  /** Side of a neuron's square in each column. */
  readonly sizes: readonly number[];
  /** How many neurons each column has, and in how many lanes. */
  readonly counts: readonly number[];
  readonly lanes: readonly number[];
}

const HEIGHT = 560;
const LARGEST = 44;
/** What a finger finds (WCAG 2.2, 2.5.8). */
const TARGET = 24;
const GAP = 2;
/** Room below the columns for their names. */
export const NAMES = 22;

/** @param counts neurons a column, the inputs first */
export function netLayout(width: number, counts: readonly number[]): NetLayout {
  const lanes = counts.map((count) => Math.ceil(count / Math.floor(HEIGHT / (TARGET + GAP))));
  const all = lanes.reduce((sum, own) => sum + own, 0);
  const widest = Math.max(TARGET, width / (all + counts.length) - GAP);
  const sizes = counts.map((count, i) => Math.min(LARGEST, widest, HEIGHT / Math.ceil(count / lanes[i]!) - GAP));
  return { width, height: HEIGHT + NAMES, sizes, counts, lanes };
}

/** How wide a column is, with all its lanes. */
const widthOf = ({ sizes, lanes }: NetLayout, column: number): number => lanes[column]! * (sizes[column]! + GAP) - GAP;

/** Left edge of a column: the first touches the left edge of the picture, the last the right one, and gaps are alike. */
function leftOf(layout: NetLayout, column: number): number {
  const widths = layout.counts.map((_, i) => widthOf(layout, i));
  const gap = (layout.width - widths.reduce((sum, own) => sum + own, 0)) / (layout.counts.length - 1);
  return widths.slice(0, column).reduce((sum, own) => sum + own + gap, 0);
}

/** Corner of a neuron's square. */
export function neuronCorner(layout: NetLayout, { column, neuron }: NeuronPlace): { x: number; y: number } {
  const size = layout.sizes[column]!;
  const [count, lanes] = [layout.counts[column]!, layout.lanes[column]!];
  const rows = Math.ceil(count / lanes);
  // Few neurons stand apart, many close together; a column is centred.
  const pitch = Math.min(HEIGHT / rows, Math.max(size + GAP, 120));
  const [lane, row] = [Math.floor(neuron / rows), neuron % rows];
  return {
    x: leftOf(layout, column) + lane * (size + GAP),
    y: HEIGHT / 2 + (row - (rows - 1) / 2) * pitch - size / 2,
  };
}

/** Middle of a column, for its name. */
export const columnMiddle = (layout: NetLayout, column: number): number =>
  leftOf(layout, column) + widthOf(layout, column) / 2;

/** The neuron at a point: the nearest whose square, or the room of a finger about its middle, holds it. */
export function neuronAt(layout: NetLayout, x: number, y: number): NeuronPlace | null {
  let best: { readonly place: NeuronPlace; readonly far: number } | null = null;
  for (const [column, count] of layout.counts.entries())
    for (let neuron = 0; neuron < count; neuron++) {
      const corner = neuronCorner(layout, { column, neuron });
      const half = layout.sizes[column]! / 2;
      const far = Math.max(Math.abs(corner.x + half - x), Math.abs(corner.y + half - y));
      if (far <= Math.max(half, TARGET / 2) && (best === null || far < best.far))
        best = { place: { column, neuron }, far };
    }
  return best?.place ?? null;
}
