import { NO_OPTIONS } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { gruStep } from './gruStep.ts';
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

  forward(x: Tensor, h0?: Tensor, options: SequenceOptions = NO_OPTIONS): [output: Tensor, hidden: Tensor] {
    const { output, final } = this.run(x, h0 && [h0], 1, options);
    return [output, final[0]!];
  }

  protected cell(fromInput: Tensor, state: CellState, weights: CellWeights): CellState {
    return gruStep(fromInput, state, weights);
  }
}
