import { Generator, type Tensor, type TransformerEncoderLayer } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** The reader's block with the children of ours: their first values are the run's. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'TransformerEncoderLayer',
  room: 'nn',
  runs: ['tiny-gpt'],
  track: 'tiny-gpt.7(context=8,batch=2)',
  differs: { 'not-causal': /^forward blocks\.layers\.0\./, 'residual-missing': /^forward blocks\.layers\.0\./ },
  parts: ({ Block }) => [
    {
      name: 'TransformerEncoderLayer.forward',
      derivative: 'composed',
      run: (layer: TransformerEncoderLayer, x: Tensor) => {
        const { selfAttn, norm1, norm2, linear1, linear2 } = layer;
        const block = new Block(x.shape[2]!, selfAttn.numHeads, new Generator(1));
        return Object.assign(block, { selfAttn, norm1, norm2, linear1, linear2 }).forward(x);
      },
    },
  ],
});
