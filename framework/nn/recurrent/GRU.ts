import { linear } from '../../ops/index.ts';
import { showsParts } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import {
  type CellState,
  type CellWeights,
  Recurrent,
  type RecurrentOptions,
  type SequenceOptions,
} from './Recurrent.ts';

/**
 * Gated recurrent unit: a mixture of the old state and a new one, with two gates.
 *
 * r, z = σ(W_i x_t + b_i + W_h h_{t-1} + b_h),  n = tanh(W_in x_t + b_in + r (W_hn h_{t-1} + b_hn)),  h_t = (1 - z) n + z h_{t-1};
 * gates in the order r, z, n (PyTorch's, which also applies r after the product).
 *
 * x: [T, N, inputSize], h0: [layers·directions, N, H] (default zeros) → [output [T, N, directions·H], last state like h0]. With
 * batchFirst the sequences are [N, T, ·]. Starts uniform in ±1/√H. Source: Cho et al. (2014), §2.3.
 *
 * @example const [outputs, last] = new GRU(8, 16).forward(words); // words [T, N, 8]
 */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(inputSize, hiddenSize, 3, options);
  }

  forward(x: Tensor, h0?: Tensor, options: SequenceOptions = {}): [output: Tensor, hidden: Tensor] {
    const { output, final } = this.run(x, h0 && [h0], 1, options);
    return [output, final[0]!];
  }

  /** While someone listens or replaces a part, the gates are made of ops that can be seen, one by one; else in one. The numbers are the same, bit for bit. */
  protected cell(fromInput: Tensor, [hidden]: CellState, { weightHh, biasHh }: CellWeights): CellState {
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
}
