/** Points about a straight line (or plane): the first data set of every course, with the answer known. */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { startDrawing } from './drawing.ts';

export interface LineOptions {
  /** One weight per input. Default [2]. */
  readonly weights?: readonly number[];
  /** Default -1. */
  readonly bias?: number;
  /** Standard deviation of the noise on y. Default 0.3. */
  readonly noise?: number;
  /** Added to every x after it is drawn. Default 0. */
  readonly center?: number;
}

/** Noisy points on a line or plane, with the line itself. */
export interface Line {
  /** Uniform in [center - 2, center + 2). float32 [N, D] */
  readonly inputs: Tensor;
  /** inputs · weights + bias + noise. float32 [N, 1] */
  readonly targets: Tensor;
  readonly truth: { readonly weights: readonly number[]; readonly bias: number; readonly noise: number };
}

const REACH = 2;

const call = signature(
  'generateLine',
  { count: 'number', generator: 'generator' },
  { weights: 'numberList', bias: 'finite', noise: 'amount', center: 'finite' },
);

/**
 * Points on a line (or plane) with noise. → inputs [count, D], targets [count, 1]
 *
 * @example const { inputs, targets, truth } = generateLine(100, new Generator(7), { weights: [3] });
 */
export function generateLine(count: number, generator: Generator, options: LineOptions = {}): Line {
  options = optionsOf(call, [count, generator, options]);
  const { weights = [2], bias = -1, noise = 0.3, center = 0 } = options;
  const series = startDrawing('generateLine', count, generator);
  const inputs = new Float32Array(count * weights.length);
  const targets = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let y = bias;
    weights.forEach((weight, j) => {
      const x = series.uniform(-REACH, REACH) + center;
      inputs[i * weights.length + j] = x;
      y += weight * x;
    });
    targets[i] = y + series.normal(0, noise);
  }
  return {
    inputs: tensorFrom(inputs, [count, weights.length], 'float32'),
    targets: tensorFrom(targets, [count, 1], 'float32'),
    truth: { weights, bias, noise },
  };
}
