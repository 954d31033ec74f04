/** One step of an LSTM, for LSTM and LSTMCell. */
import { linear } from '../../ops/index.ts';
import { showsParts } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

/**
 * fromInput: x W_ihᵀ + b_ih [N, 4H], state: [h, c] → [h', c']. While someone listens or replaces a part, the gates
 * are made of ops that can be seen, one by one; else in two. The numbers are the same, bit for bit.
 */
export function lstmStep(
  fromInput: Tensor,
  [hidden, memory]: CellState,
  { weightHh, biasHh }: CellWeights,
): [hidden: Tensor, memory: Tensor] {
  const fromHidden = inScope('fromHidden', () => linear(hidden!, weightHh, biasHh ?? undefined));
  const gates = inScope('gates', () => fromInput.add(fromHidden)); // [N, 4H]
  if (!showsParts()) {
    const next = gates.lstmMemory(memory!);
    return [gates.lstmHidden(next), next];
  }
  const [i, f, g, o] = inScope('gates', () => gates.chunk(4, 1)) as [Tensor, Tensor, Tensor, Tensor];
  const forget = inScope('forget', () => f.sigmoid());
  const kept = inScope('kept', () => forget.mul(memory!));
  const input = inScope('input', () => i.sigmoid());
  const candidate = inScope('candidate', () => g.tanh());
  const added = inScope('added', () => input.mul(candidate));
  const next = inScope('cell', () => kept.add(added));
  const output = inScope('output', () => o.sigmoid());
  const shown = inScope('shown', () => next.tanh());
  return [inScope('hidden', () => output.mul(shown)), next];
}
