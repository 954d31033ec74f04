/** Where the neurons of a network stand: a column a layer, all columns equally high. Lengths in CSS pixels. Pure. */
import type { NeuronPlace } from './network.ts';

export interface NetLayout {
  readonly width: number;
  readonly height: number;
  /** Side of a neuron's square in each column. */
  readonly sizes: readonly number[];
  /** How many neurons each column has. */
  readonly counts: readonly number[];
}

const HEIGHT = 560;
const LARGEST = 44;
const GAP = 2;
/** Room below the columns for their names. */
export const NAMES = 22;

/** @param counts neurons a column, the inputs first */
export function netLayout(width: number, counts: readonly number[]): NetLayout {
  const widest = width / (counts.length + 1);
  const sizes = counts.map((count) => Math.max(3, Math.min(LARGEST, widest, HEIGHT / count - GAP)));
  return { width, height: HEIGHT + NAMES, sizes, counts };
}

/** Corner of a neuron's square. */
export function neuronCorner(
  { width, sizes, counts }: NetLayout,
  { column, neuron }: NeuronPlace,
): { x: number; y: number } {
  const size = sizes[column]!;
  const count = counts[column]!;
  // The first column touches the left edge, the last the right one.
  const left = (column * (width - size)) / (counts.length - 1);
  // Few neurons stand apart, many close together; a column is centred.
  const pitch = Math.min(HEIGHT / count, Math.max(size + GAP, 120));
  return { x: left, y: HEIGHT / 2 + (neuron - (count - 1) / 2) * pitch - size / 2 };
}

/** The neuron at a point, or the nearest within a few pixels. */
export function neuronAt(layout: NetLayout, x: number, y: number): NeuronPlace | null {
  for (const [column, count] of layout.counts.entries())
    for (let neuron = 0; neuron < count; neuron++) {
      const corner = neuronCorner(layout, { column, neuron });
      const size = layout.sizes[column]!;
      const isInside = x >= corner.x - 4 && x <= corner.x + size + 4 && y >= corner.y - 1 && y <= corner.y + size + 1;
      if (isInside) return { column, neuron };
    }
  return null;
}
