import type { OrderFacts } from '#framework';
import { Generator } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'DataLoader',
  room: 'data',
  runs: ['line-three-ways', 'spiral-mlp', 'digits-mlp', 'digits-cnn', 'moons-skip'],
  track: 'line-three-ways.7(batch=8)',
  isSilent: true,
  differs: { 'no-shuffle': /^batch $/, sattolo: /^batch $/ },
  parts: ({ shuffledBatches }) => [
    {
      name: 'DataLoader.order',
      run: ({ epoch, examples, seed, batchSize }: OrderFacts) => {
        const draws = new Generator(seed).fork(`epoch ${epoch}`);
        // The middle of the piece of [0, 1) that stands for the number our shuffle draws.
        const uniforms = Array.from(
          { length: examples - 1 },
          (_, k) => (draws.integer(examples - k) + 0.5) / (examples - k),
        );
        return shuffledBatches(examples, batchSize, uniforms).flat();
      },
    },
  ],
});
