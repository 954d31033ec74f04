/** One step of the plain recurrent network, for RNN and RNNCell. */
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

export type Nonlinearity = 'tanh' | 'relu';

/** fromInput: x W_ihᵀ + b_ih [N, H], state: [h] → [h'] */
export function rnnStep(
  fromInput: Tensor,
  [hidden]: CellState,
  { weightHh, biasHh }: CellWeights,
  nonlinearity: Nonlinearity,
): [hidden: Tensor] {
  const fromHidden = inScope('fromHidden', () => linear(hidden!, weightHh, biasHh ?? undefined));
  const gates = inScope('gates', () => fromInput.add(fromHidden)); // one gate that is always open
  return [inScope('hidden', () => (nonlinearity === 'tanh' ? gates.tanh() : gates.relu()))];
}
