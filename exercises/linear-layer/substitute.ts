import type { Linear as Ours, Tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** The reader's layer with the parameters of ours: their first values are the run's. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'Linear',
  room: 'nn',
  runs: ['spiral-mlp', 'digits-mlp', 'digits-cnn', 'shapes-cnn', 'moons-skip', 'deep-stack', 'noisy-moons', 'names-rnn', 'names-lstm', 'recall-rnn', 'recall-lstm', 'recall-gru', 'ring-gan', 'sort-transformer', 'tiny-gpt'], // biome-ignore format: one line reads better
  track: 'spiral-mlp.7',
  differs: { 'relu-inside': /^forward tanh1$/ },
  parts: ({ Linear }) => [
    {
      name: 'Linear.forward',
      derivative: 'composed',
      run: ({ weight, bias }: Ours, x: Tensor) => {
        const [out, inputs] = weight.shape as [number, number];
        const layer = Object.assign(new Linear(inputs, out, { bias: bias !== null }), { weight, bias });
        return layer.forward(x);
      },
    },
  ],
});
