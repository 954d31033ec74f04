import { type SubstitutedCall, type Tensor, tensor, zerosLike } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** How far the entries of one axis lie apart when a table lies flat. */
const lengthAfter = (shape: readonly number[], axis: number): number =>
  shape.slice(axis + 1).reduce((a, b) => a * b, 1);

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'reshape.backward',
  room: 'ops',
  runs: ['recall-rnn', 'recall-lstm', 'recall-gru', 'names-rnn', 'names-lstm', 'moons-skip', 'sort-transformer', 'tiny-gpt'], // biome-ignore format: one line reads better
  track: 'sort-transformer.7',
  differs: { 'transpose-backward-by-reshape': /^backward /, 'scatter-assign-not-add': /^backward / },
  parts: ({ reshapeBackward, transposeBackward, gatherRowsBackward }) => [
    {
      name: 'reshape.backward',
      run: (grad: Tensor, { inputs: [x] }: SubstitutedCall) => [reshapeBackward(grad, [...x!.shape])],
    },
    {
      name: 'transpose.backward',
      run: (grad: Tensor, { args: [, first = -2, second = -1] }: SubstitutedCall) => {
        const axis = (at: number): number => (at < 0 ? at + grad.rank : at);
        return [transposeBackward(grad, axis(first as number), axis(second as number))];
      },
    },
    {
      name: 'embedding.backward',
      run: (grad: Tensor, { args: [index, weight, options] }: SubstitutedCall) => {
        const { paddingIndex } = (options ?? {}) as { paddingIndex?: number };
        const [count, width] = (weight as Tensor).shape as [number, number];
        const rows = Array.from((index as Tensor).dataSync());
        const sent = grad.reshape([rows.length, width]);
        if (paddingIndex === undefined || !rows.includes(paddingIndex)) return [gatherRowsBackward(sent, rows, count)];
        // Row `paddingIndex` stands for "nothing here": who took it sends nothing.
        const heard = rows.flatMap((row, j) => (row === paddingIndex ? [] : [j]));
        if (heard.length === 0) return [zerosLike(weight as Tensor)];
        const kept = sent.indexSelect(0, tensor(heard, { dtype: 'int32' }));
        return [gatherRowsBackward(kept, heard.map((j) => rows[j]!), count)]; // biome-ignore format: one line reads better
      },
    },
    {
      // An index for each entry: the table lies flat, each entry a row of one number.
      name: 'gather.backward',
      run: (grad: Tensor, { inputs: [x], args: [, along, index] }: SubstitutedCall) => {
        const axis = (along as number) < 0 ? (along as number) + x!.rank : (along as number);
        const steps = x!.shape.map((_, i) => lengthAfter(x!.shape, i));
        const taken = Array.from((index as Tensor).dataSync());
        const rows = taken.map((entry, at) =>
          grad.shape.reduce((place, size, i) => {
            const here = Math.floor(at / lengthAfter(grad.shape, i)) % size;
            return place + steps[i]! * (i === axis ? entry : here);
          }, 0),
        );
        return [gatherRowsBackward(grad.reshape([-1, 1]), rows, x!.size).reshape(x!.shape)];
      },
    },
  ],
});
