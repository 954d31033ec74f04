import type { CellState, CellWeights } from '../../nn/recurrent/Recurrent.ts';
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** c' = (1 - f) c + i g: an open forget gate forgets. */
export const forgetGateInverted: Bug = {
  id: 'forget-gate-inverted',
  summary: 'The memory keeps what the forget gate closes on, and loses what it lets through.',
  runs: ['names-lstm', 'recall-lstm'],
  substitutes: [
    {
      name: 'LSTM.cell',
      derivative: 'composed',
      run: (fromInput: Tensor, [hidden, memory]: CellState, { weightHh, biasHh }: CellWeights) => {
        const gates = fromInput.add(linear(hidden!, weightHh, biasHh ?? undefined)); // [N, 4H]
        const [input, forget, candidate, output] = gates.chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
        const kept = forget.sigmoid().neg().add(1).mul(memory!);
        const next = kept.add(input.sigmoid().mul(candidate.tanh()));
        return [output.sigmoid().mul(next.tanh()), next];
      },
    },
  ],
};
