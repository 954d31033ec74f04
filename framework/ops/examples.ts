/** What the examples of ops are drawn from. */
import { rand } from '../tensor/create.ts';
import type { Generator } from '../tensor/random.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';

/** A uniform draw for examples, in float64 because gradients are checked there. */
export const uniform = (generator: Generator, shape: Shape, [low, high]: readonly [number, number]): Tensor => {
  const x = rand(shape, { generator, dtype: 'float64' });
  for (let i = 0; i < x.buffer.length; i++) x.buffer[i] = low + (high - low) * x.buffer[i]!;
  return x;
};
