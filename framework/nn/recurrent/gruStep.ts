/** One step of a GRU, for GRU and GRUCell. */
import { linear } from '../../ops/index.ts';
import { showsParts } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import type { CellState, CellWeights } from './Recurrent.ts';

/**
 * fromInput: x W_ihᵀ + b_ih [N, 3H], state: [h] → [h']. While someone listens or replaces a part, the gates
 * are made of ops that can be seen, one by one; else in one. The numbers are the same, bit for bit.
 */
export function gruStep(fromInput: Tensor, [hidden]: CellState, { weightHh, biasHh }: CellWeights): [hidden: Tensor] {
  const fromHidden = inScope('fromHidden', () => linear(hidden!, weightHh, biasHh ?? undefined)); // [N, 3H]
  if (!showsParts()) return [fromInput.gruHidden(fromHidden, hidden!)];
  const [resetX, updateX, newX] = inScope('gates', () => fromInput.chunk(3, 1)) as [Tensor, Tensor, Tensor]; // each [N, H]
  const [resetH, updateH, newH] = inScope('gates', () => fromHidden.chunk(3, 1)) as [Tensor, Tensor, Tensor];
  const resetSum = inScope('resetSum', () => resetX.add(resetH));
  const reset = inScope('reset', () => resetSum.sigmoid());
  const updateSum = inScope('updateSum', () => updateX.add(updateH));
  const update = inScope('update', () => updateSum.sigmoid());
  const recalled = inScope('recalled', () => reset.mul(newH));
  const candidateSum = inScope('candidateSum', () => newX.add(recalled));
  const candidate = inScope('candidate', () => candidateSum.tanh());
  const difference = inScope('difference', () => hidden!.sub(candidate));
  const carried = inScope('carried', () => update.mul(difference));
  return [inScope('hidden', () => candidate.add(carried))]; // (1 - z) n + z h
}
