import { customFunction, noGrad, scaledDotProductAttention, type Tensor, tensor } from '#framework';
import { nestedAs, tablesOf } from '../places/attentionRows.ts';
import { defineSubstitute } from '../places/Substitute.ts';

type Rows = number[][];

/** Forwards ours, back the answer's, head by head. It knows no mask: with one ours does both. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'scaledDotProductAttention, backwards',
  room: 'ops',
  runs: ['sort-transformer'],
  track: 'sort-transformer.7',
  differs: { 'diagonal-only-jacobian': /^backward .*self_attn/, 'only-values': /^backward .*self_attn/ },
  parts: ({ attentionBackward }) => [
    {
      name: 'scaledDotProductAttention',
      derivative: 'paired',
      run: (query: Tensor, key: Tensor, value: Tensor, options: { readonly causal?: boolean } = {}) => {
        if (options.causal) return scaledDotProductAttention(query, key, value, options);
        const answered = customFunction({
          name: 'attention',
          forward: (...[q, k, v]: Tensor[]) => noGrad(() => scaledDotProductAttention(q!, k!, v!, options)),
          backward: (grad: Tensor) => {
            const [queries, keys, values, slopes] = [query, key, value, grad].map(tablesOf);
            const made = queries!.map((q, i) => attentionBackward(q, keys![i]!, values![i]!, slopes![i]!));
            const back = (part: 'q' | 'k' | 'v', like: Tensor): Tensor =>
              tensor(
                nestedAs(
                  made.map((one) => one[part] as Rows),
                  like.shape,
                ) as number[],
                { dtype: like.dtype },
              );
            return [back('q', query), back('k', key), back('v', value)];
          },
        });
        return answered(query, key, value);
      },
    },
  ],
});
