import { type Tensor, tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'encodeBases',
  room: 'data',
  runs: ['motif-cnn'],
  track: 'motif-cnn.7',
  isSilent: true,
  differs: { 'order-atcg': /^batch $/ },
  parts: ({ bases }) => [
    {
      name: 'encodeBases',
      run: (sequences: readonly string[]): Tensor => {
        const length = sequences[0]!.length;
        const tables = sequences.map((sequence) => bases(sequence, '+'));
        const isTable = (table: unknown): boolean =>
          Array.isArray(table) &&
          table.length === 4 &&
          table.every((row) => Array.isArray(row) && row.length === length);
        if (!tables.every(isTable)) throw new TypeError(`returned no table of four rows of ${length}`);
        return tensor(tables.flat(2), { shape: [sequences.length, 4, length], dtype: 'float32' });
      },
    },
  ],
});
