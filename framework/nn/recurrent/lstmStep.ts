/** One step of an LSTM, for LSTM and LSTMCell. */
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { isListening } from '../../trace/emit.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

/**
 * fromInput: x W_ihᵀ + b_ih [N, 4H], state: [h, c] → [h', c']. While someone listens, the gates are made of ops that can be seen, one by
 * one; else in two. The numbers are the same, bit for bit.
 */
export function lstmStep(
  fromInput: Tensor,
  [hidden, memory]: CellState,
  { weightHh, biasHh }: CellWeights,
): [hidden: Tensor, memory: Tensor] {
  const gates = fromInput.add(linear(hidden!, weightHh, biasHh ?? undefined)); // [N, 4H]
  if (!isListening()) {
    const next = gates.lstmMemory(memory!);
    return [gates.lstmHidden(next), next];
  }
  const [input, forget, candidate, output] = gates.chunk(4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const next = forget.sigmoid().mul(memory!).add(input.sigmoid().mul(candidate.tanh()));
  return [output.sigmoid().mul(next.tanh()), next];
}
