import type { CellState, CellWeights } from '../../nn/recurrent/Recurrent.ts';
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
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
        const fromHidden = inScope('fromHidden', () => linear(hidden!, weightHh, biasHh ?? undefined));
        const gates = inScope('gates', () => fromInput.add(fromHidden)); // [N, 4H]
        const [i, f, g, o] = inScope('gates', () => gates.chunk(4, 1)) as [Tensor, Tensor, Tensor, Tensor];
        const forget = inScope('forget', () => f.sigmoid());
        const kept = inScope('kept', () => forget.neg().add(1).mul(memory!));
        const input = inScope('input', () => i.sigmoid());
        const candidate = inScope('candidate', () => g.tanh());
        const added = inScope('added', () => input.mul(candidate));
        const next = inScope('cell', () => kept.add(added));
        const shown = inScope('shown', () => next.tanh());
        const output = inScope('output', () => o.sigmoid());
        return [inScope('hidden', () => output.mul(shown)), next];
      },
    },
  ],
};
