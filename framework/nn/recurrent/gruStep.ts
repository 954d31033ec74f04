/** One step of a GRU, for GRU and GRUCell. */
import { linear } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { isListening } from '../../trace/emit.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

/**
 * fromInput: x W_ihᵀ + b_ih [N, 3H], state: [h] → [h']. While someone listens, the gates are made of ops that can be seen, one by one;
 * else in one. The numbers are the same, bit for bit.
 */
export function gruStep(fromInput: Tensor, [hidden]: CellState, { weightHh, biasHh }: CellWeights): [hidden: Tensor] {
  const fromHidden = linear(hidden!, weightHh, biasHh ?? undefined); // [N, 3H]
  if (!isListening()) return [fromInput.gruHidden(fromHidden, hidden!)];
  const [resetX, updateX, newX] = fromInput.chunk(3, 1) as [Tensor, Tensor, Tensor]; // each [N, H]
  const [resetH, updateH, newH] = fromHidden.chunk(3, 1) as [Tensor, Tensor, Tensor];
  const reset = resetX.add(resetH).sigmoid();
  const update = updateX.add(updateH).sigmoid();
  const candidate = newX.add(reset.mul(newH)).tanh();
  return [candidate.add(update.mul(hidden!.sub(candidate)))]; // (1 - z) n + z h
}
