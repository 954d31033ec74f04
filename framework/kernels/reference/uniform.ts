/** Random numbers in [0, 1), one after the other. */
import { Generator } from '../../tensor/random.ts';
import type { Kernels } from '../Kernels.ts';

export const uniform: Kernels['uniform'] = (from, out) => {
  const generator = new Generator(from.seed, from.stream);
  generator.setState(from);
  for (let i = 0; i < out.length; i++) out[i] = generator.uniform();
};
