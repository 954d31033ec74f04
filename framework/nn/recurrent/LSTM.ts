import { NO_OPTIONS } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { lstmStep } from './lstmStep.ts';
import {
  type CellState,
  type CellWeights,
  Recurrent,
  type RecurrentOptions,
  type SequenceOptions,
} from './Recurrent.ts';

/** [hidden, memory], each [layers·directions, N, H]. */
export type LSTMState = readonly [hidden: Tensor, memory: Tensor];

/**
 * Long short-term memory: a memory c that is added to, not overwritten, so that gradients survive many steps.
 *
 * i, f, g, o = σ, σ, tanh, σ of W_ih x_t + b_ih + W_hh h_{t-1} + b_hh, in this order (PyTorch's);
 * c_t = f c_{t-1} + i g,  h_t = o tanh(c_t).
 *
 * x: [T, N, inputSize], state: [h0, c0] (default zeros) → [output [T, N, directions·H], [hN, cN]]. With batchFirst the sequences
 * are [N, T, ·]. Starts uniform in ±1/√H.
 * Source: Hochreiter & Schmidhuber (1997); forget gate: Gers, Schmidhuber & Cummins (2000).
 *
 * @example const [outputs, [hidden, memory]] = new LSTM(8, 16, { batchFirst: true }).forward(words, undefined, { lengths });
 */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(inputSize, hiddenSize, 4, options);
  }

  forward(x: Tensor, state?: LSTMState, options: SequenceOptions = NO_OPTIONS): [output: Tensor, state: LSTMState] {
    const { output, final } = this.run(x, state, 2, options);
    return [output, [final[0]!, final[1]!]];
  }

  protected cell(fromInput: Tensor, state: CellState, weights: CellWeights): CellState {
    return lstmStep(fromInput, state, weights);
  }
}
