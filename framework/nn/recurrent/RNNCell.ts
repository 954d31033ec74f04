import type { Tensor } from '../../tensor/Tensor.ts';
import { nonlinearityOf, withoutNonlinearity } from './nonlinearity.ts';
import { RecurrentCell, type RecurrentCellOptions } from './RecurrentCell.ts';
import { type Nonlinearity, rnnStep } from './rnnStep.ts';

export interface RNNCellOptions extends RecurrentCellOptions {
  /** Default 'tanh'. */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * One step of the plain recurrent network: h' = tanh(W_ih x + b_ih + W_hh h + b_hh). x: [N, inputSize], h: [N, H] (default zeros) →
 * [N, H]. Starts uniform in ±1/√H. Source: Elman, "Finding structure in time" (1990).
 *
 * @example let h = cell.forward(first); h = cell.forward(second, h);
 */
export class RNNCell extends RecurrentCell {
  readonly nonlinearity: Nonlinearity;

  constructor(inputSize: number, hiddenSize: number, options: RNNCellOptions = {}) {
    super(inputSize, hiddenSize, 1, withoutNonlinearity(options));
    this.nonlinearity = nonlinearityOf('RNNCell', options);
  }

  forward(x: Tensor, hidden?: Tensor): Tensor {
    const fromInput = this.fromInput(x);
    return rnnStep(fromInput, this.stateBefore(x, hidden && [hidden], 1), this, this.nonlinearity)[0];
  }
}
