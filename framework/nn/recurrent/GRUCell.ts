import type { Tensor } from '../../tensor/Tensor.ts';
import { gruStep } from './gruStep.ts';
import { RecurrentCell, type RecurrentCellOptions } from './RecurrentCell.ts';

/**
 * One step of a gated recurrent unit (see GRU for its equations). x: [N, inputSize], h: [N, H] (default zeros) → [N, H]. Starts uniform
 * in ±1/√H. Source: Cho et al. (2014), §2.3.
 *
 * @example let h = cell.forward(first); h = cell.forward(second, h);
 */
export class GRUCell extends RecurrentCell {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentCellOptions = {}) {
    super(inputSize, hiddenSize, 3, options);
  }

  forward(x: Tensor, hidden?: Tensor): Tensor {
    const fromInput = this.fromInput(x);
    return gruStep(fromInput, this.stateBefore(x, hidden && [hidden], 1), this)[0];
  }
}
