/** One step of the plain recurrent network, for RNN and RNNCell. */
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

export type Nonlinearity = 'tanh' | 'relu';

/** fromInput: x W_ihᵀ + b_ih [N, H], state: [h] → [h'] */
export function rnnStep(
  fromInput: Tensor,
  [hidden]: CellState,
  { weightHh, biasHh }: CellWeights,
  nonlinearity: Nonlinearity,
): [hidden: Tensor] {
  const sum = fromInput.add(linear(hidden!, weightHh, biasHh ?? undefined));
  return [nonlinearity === 'tanh' ? sum.tanh() : sum.relu()];
}
