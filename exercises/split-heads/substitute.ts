import type { Tensor } from '#framework';
import { tablesOf } from '../places/attentionRows.ts';
import { defineSubstitute, insteadOf } from '../places/Substitute.ts';

/** Both ways, sequence by sequence; the way back through either is ours. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'MultiHeadAttention',
  room: 'nn',
  runs: ['sort-transformer', 'tiny-gpt', 'number-words'],
  track: 'sort-transformer.7',
  differs: {
    'heads-by-reshape-without-transpose': /^forward .*self_attn\.heads\.q\.yours$/,
    'merge-transposed': /^forward .*self_attn\.joined\.yours$/,
  },
  parts: ({ splitHeads, mergeHeads }) => [
    {
      name: 'MultiHeadAttention.split',
      derivative: 'framework',
      run: (x: Tensor, heads: number) => {
        const [examples, places] = x.shape as [number, number, number];
        const ours = x.reshape([examples, places, heads, -1]).transpose(1, 2); // [N, heads, T, E / heads]
        return insteadOf(
          ours,
          tablesOf(x).map((rows) => splitHeads(rows, heads)),
        );
      },
    },
    {
      name: 'MultiHeadAttention.join',
      derivative: 'framework',
      run: (mixed: Tensor, shape: readonly number[]) => {
        const ours = mixed.transpose(1, 2).reshape([...shape]); // [N, T, E]
        const heads = mixed.shape[1]!;
        const tables = tablesOf(mixed);
        const parts = Array.from({ length: shape[0]! }, (_, n) => tables.slice(n * heads, (n + 1) * heads));
        return insteadOf(ours, parts.map(mergeHeads));
      },
    },
  ],
});
