import type { Tensor } from '../../tensor/Tensor.ts';
import { lstmStep } from './lstmStep.ts';
import { RecurrentCell, type RecurrentCellOptions } from './RecurrentCell.ts';

/**
 * One step of an LSTM (see there for its equations). x: [N, inputSize], state: [h, c], each [N, H] (default zeros) → the next [h, c].
 * Starts uniform in ±1/√H. Source: Hochreiter & Schmidhuber (1997); forget gate: Gers, Schmidhuber & Cummins (2000).
 *
 * @example let state = cell.forward(first); state = cell.forward(second, state);
 */
export class LSTMCell extends RecurrentCell {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    super(inputSize, hiddenSize, 4, options);
  }

  forward(x: Tensor, state?: readonly [hidden: Tensor, memory: Tensor]): [hidden: Tensor, memory: Tensor] {
    const fromInput = this.fromInput(x);
    return lstmStep(fromInput, this.stateBefore(x, state, 2), this);
  }
}
