/**
 * What RNNCell, LSTMCell and GRUCell share: the weights of one layer in one direction, and a single step that a program repeats by
 * itself: to feed a network its own output, or to look into every state. Shapes: N examples, H hidden units, G gates.
 *
 * Weights are called as in PyTorch: `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`.
 */

import { linear } from '../../ops/index.ts';
import { checkPlace, named, optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';
import { uniform_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import type { CellState } from './Recurrent.ts';

export interface RecurrentCellOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** For the first weights. Default: the stream started by `manualSeed`. */
  readonly generator?: Generator | undefined;
}

const call = signature(
  'RecurrentCell',
  { inputSize: 'count', hiddenSize: 'count' },
  { bias: 'boolean', generator: 'generator' },
);
const input = signature('forward', { x: 'tensor' });
const before = signature('forward', { state: 'tensors' });

export abstract class RecurrentCell extends Module {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly weightIh: Parameter; // [G·H, in]
  readonly weightHh: Parameter; // [G·H, H]
  readonly biasIh: Parameter | null; // [G·H]
  readonly biasHh: Parameter | null; // [G·H]

  constructor(inputSize: number, hiddenSize: number, gates: number, options: RecurrentCellOptions) {
    super();
    const { bias = true, generator } = optionsOf(named(call, this.constructor.name), [inputSize, hiddenSize, options]);
    const bound = 1 / Math.sqrt(hiddenSize);
    const make = (...shape: number[]): Parameter => {
      const parameter = new Parameter(zeros(shape));
      uniform_(parameter, -bound, bound, generator);
      return parameter;
    };
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.weightIh = make(gates * hiddenSize, inputSize);
    this.weightHh = make(gates * hiddenSize, hiddenSize);
    this.biasIh = bias ? make(gates * hiddenSize) : null;
    this.biasHh = bias ? make(gates * hiddenSize) : null;
  }

  /** x W_ihᵀ + b_ih [N, G·H]. Errors: an input that is not [N, inputSize]. */
  protected fromInput(x: Tensor): Tensor {
    checkPlace(named(input, this.constructor.name), 0, x);
    if (x.rank !== 2 || x.shape[1] !== this.inputSize) {
      throw new ChalkgradError(
        `${this.constructor.name}: input ${shapeText(x.shape)} must be [N, ${this.inputSize}]`,
        'one step of a batch: whole sequences are for the layer without Cell in its name, one example needs unsqueeze(0).',
      );
    }
    return inScope('fromInput', () => linear(x, this.weightIh, this.biasIh ?? undefined));
  }

  /** The state before the step, or zeros. `parts`: how many tensors make a state, each [N, H]. */
  protected stateBefore(x: Tensor, given: CellState | undefined, parts: number): CellState {
    const shape = [x.shape[0]!, this.hiddenSize];
    if (given === undefined) {
      return Array.from({ length: parts }, () => zeros(shape, { dtype: x.dtype, device: x.device }));
    }
    checkPlace(named(before, this.constructor.name), 0, given);
    const odd = given.find((part) => part.rank !== 2 || part.shape.some((n, axis) => n !== shape[axis]));
    if (given.length !== parts || odd !== undefined) {
      throw new ChalkgradError(
        `${this.constructor.name}: the state ${given.map((part) => shapeText(part.shape)).join(', ')} must be ${parts} of ${shapeText(shape)}`,
        'each example has its own state: [N, hidden].',
      );
    }
    return given;
  }
}
