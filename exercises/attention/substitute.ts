import { scaledDotProductAttention, type Tensor } from '#framework';
import { nestedAs, tablesOf } from '../places/attentionRows.ts';
import { defineSubstitute, insteadOf } from '../places/Substitute.ts';

/** Every head of every sequence by the answer. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'scaledDotProductAttention',
  room: 'ops',
  // In number-words it is asked where what was written looks back at itself; a mask of padding is not the answer's business.
  runs: ['sort-transformer', 'tiny-gpt', 'number-words'],
  track: 'sort-transformer.7',
  differs: { 'no-sqrt-d': /^forward .*self_attn\.yours$/, 'scales-by-d': /^forward .*self_attn\.yours$/ },
  parts: ({ attention }) => [
    {
      name: 'scaledDotProductAttention',
      derivative: 'framework',
      run: (query: Tensor, key: Tensor, value: Tensor, options: { readonly causal?: boolean } = {}) => {
        const ours = scaledDotProductAttention(query, key, value, options);
        const [queries, keys, values] = [query, key, value].map(tablesOf);
        const seen = options.causal ? queries![0]!.map((_, i) => keys![0]!.map((_key, j) => j <= i)) : undefined;
        const mixed = queries!.map((q, i) => attention(q, keys![i]!, values![i]!, seen));
        return insteadOf(ours, nestedAs(mixed, ours.shape));
      },
    },
  ],
});
