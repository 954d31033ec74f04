import type { CellState, CellWeights } from '../../nn/recurrent/Recurrent.ts';
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import type { Bug } from './Bug.ts';

/**
 * Each step takes the state of the one before as a mere number: no gradient goes further back than one step. Its ops are called as those of
 * the right cell are, so that figures find them and the two can be compared op by op.
 */
export const bpttLastStepOnly: Bug = {
  id: 'bptt-last-step-only',
  summary: 'The state is cut from its history at every step, so that no gradient travels through time.',
  runs: ['recall-rnn', 'names-rnn'],
  substitutes: [
    {
      name: 'RNN.cell',
      run: (fromInput: Tensor, [hidden]: CellState, { weightHh, biasHh }: CellWeights) => {
        const fromHidden = inScope('fromHidden', () => linear(hidden!.detach(), weightHh, biasHh ?? undefined));
        const gates = inScope('gates', () => fromInput.add(fromHidden));
        return [inScope('hidden', () => gates.tanh())];
      },
    },
  ],
};
