/** Many small normal clouds on a ring or a grid: for generative models, where one can count which clouds are hit. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { balancedClasses, startDrawing } from './drawing.ts';

export interface Mixture {
  /** float32 [N, 2] */
  readonly points: Tensor;
  /** Which cloud each came from. int32 [N] */
  readonly modes: Tensor;
  /** Middle of each cloud. */
  readonly centers: readonly (readonly [x: number, y: number])[];
  /** Standard deviation of each cloud, in both directions. */
  readonly std: number;
}

const calls = {
  generateRing: signature(
    'generateRing',
    { count: 'number', generator: 'generator' },
    { modes: 'count', radius: 'amount', std: 'amount' },
  ),
  generateGrid: signature(
    'generateGrid',
    { count: 'number', generator: 'generator' },
    { side: 'count', std: 'amount' },
  ),
};

/** `modes` clouds (default 8) on a circle of `radius` (default 1), each of `std` (default 0.05). */
export function generateRing(
  count: number,
  generator: Generator,
  options: { readonly modes?: number; readonly radius?: number; readonly std?: number } = {},
): Mixture {
  options = optionsOf(calls.generateRing, [count, generator, options]);
  const { modes = 8, radius = 1, std = 0.05 } = options;
  const centers = Array.from({ length: modes }, (_, k) => {
    const angle = (2 * Math.PI * k) / modes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
  return drawMixture('generateRing', count, generator, centers, std);
}

/** `side` × `side` clouds (default 5 × 5) in [-1, 1]², each of `std` (default 0.05). */
export function generateGrid(
  count: number,
  generator: Generator,
  options: { readonly side?: number; readonly std?: number } = {},
): Mixture {
  options = optionsOf(calls.generateGrid, [count, generator, options]);
  const { side = 5, std = 0.05 } = options;
  const place = (k: number): number => (side === 1 ? 0 : (2 * k) / (side - 1) - 1);
  const centers = Array.from(
    { length: side * side },
    (_, k) => [place(k % side), place(Math.floor(k / side))] as const,
  );
  return drawMixture('generateGrid', count, generator, centers, std);
}

function drawMixture(
  who: string,
  count: number,
  generator: Generator,
  centers: Mixture['centers'],
  std: number,
): Mixture {
  const series = startDrawing(who, count, generator);
  const modes = balancedClasses(count, centers.length, series.fork('modes'));
  const points = new Float32Array(2 * count);
  modes.forEach((mode, i) => {
    const [x, y] = centers[mode]!;
    points[2 * i] = x + series.normal(0, std);
    points[2 * i + 1] = y + series.normal(0, std);
  });
  return {
    points: tensorFrom(points, [count, 2], 'float32'),
    modes: tensorFrom(modes, [count], 'int32'),
    centers,
    std,
  };
}
