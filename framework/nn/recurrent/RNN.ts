import { NO_OPTIONS } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { nonlinearityOf, withoutNonlinearity } from './nonlinearity.ts';
import {
  type CellState,
  type CellWeights,
  Recurrent,
  type RecurrentOptions,
  type SequenceOptions,
} from './Recurrent.ts';
import { type Nonlinearity, rnnStep } from './rnnStep.ts';

export interface RNNOptions extends RecurrentOptions {
  /** Default 'tanh'. */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * The plain recurrent network: h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh).
 * x: [T, N, inputSize], h0: [layers·directions, N, H] (default zeros) → [output [T, N, directions·H], last state like h0]. With
 * batchFirst the sequences are [N, T, ·]. Starts uniform in ±1/√H. Source: Elman, "Finding structure in time" (1990).
 *
 * @example const [outputs, last] = new RNN(8, 16, { batchFirst: true }).forward(words); // words [N, T, 8]
 */
export class RNN extends Recurrent {
  readonly nonlinearity: Nonlinearity;

  constructor(inputSize: number, hiddenSize: number, options: RNNOptions = {}) {
    super(inputSize, hiddenSize, 1, withoutNonlinearity(options));
    this.nonlinearity = nonlinearityOf('RNN', options);
  }

  forward(x: Tensor, h0?: Tensor, options: SequenceOptions = NO_OPTIONS): [output: Tensor, hidden: Tensor] {
    const { output, final } = this.run(x, h0 && [h0], 1, options);
    return [output, final[0]!];
  }

  protected cell(fromInput: Tensor, state: CellState, weights: CellWeights): CellState {
    return rnnStep(fromInput, state, weights, this.nonlinearity);
  }
}
