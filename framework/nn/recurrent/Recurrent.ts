/**
 * What RNN, LSTM and GRU share: layers on top of each other, one or two directions, a state handed from step to step, and
 * sequences of different lengths. A kind of network gives only its cell. The gradient through time needs no code of its own: the
 * steps are ordinary ops, and backward walks them in reverse.
 *
 * Shapes: N sequences of T steps, H hidden units, G gates (RNN 1, GRU 3, LSTM 4).
 *
 * Weights are called as in PyTorch: `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, for the second layer `…_l1`, for
 * the backward direction `…_l0_reverse`.
 */

import { concat, linear, stack } from '../../ops/index.ts';
import { checkLast, checkPlace, checkWritten, inWords, named, optionsOf, signature } from '../../tensor/arguments.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isTensor } from '../../tensor/kinds.ts';
import { getDefaultGenerator, type Generator as RandomGenerator } from '../../tensor/random.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { Device } from '../../tensor/storage.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { inScope, isListening } from '../../trace/emit.ts';
import { uniform_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface RecurrentOptions {
  /** Layers, each reading the outputs of the one below. Default 1. */
  readonly numLayers?: number;
  /** Default true. */
  readonly bias?: boolean;
  /** true: sequences are [N, T, ·]; false (default, as in PyTorch): [T, N, ·]. */
  readonly batchFirst?: boolean;
  /** Chance of silencing an output between two layers while training. Default 0. */
  readonly dropout?: number;
  /** Read from both ends; outputs of both directions stand side by side. Default false. */
  readonly bidirectional?: boolean;
  /** For the first weights and for dropout. Default: the stream started by `manualSeed`. */
  readonly generator?: RandomGenerator;
}

export interface SequenceOptions {
  /**
   * How many steps of each sequence are real, from 0 to T. The rest is padding: its outputs are 0, the last state is that after
   * the last real step, and the backward direction starts there. What PyTorch does with a packed sequence.
   */
  readonly lengths?: readonly number[] | Tensor;
}

/** One layer in one direction. */
export interface CellWeights {
  readonly weightIh: Parameter; // [G·H, in]
  readonly weightHh: Parameter; // [G·H, H]
  readonly biasIh: Parameter | null; // [G·H]
  readonly biasHh: Parameter | null; // [G·H]
}

/** A cell's state: one tensor [N, H] for RNN and GRU, two for LSTM. The first is the output. */
export type CellState = readonly Tensor[];

/** What a layer reads, and what its weights made of it. */
interface Read {
  readonly x: Tensor; // [T, N, in]
  readonly fromInput: readonly Tensor[]; // T times [N, G·H]
}

/** What a substitute of a cell may look at beside its arguments. */
export interface ReadStep {
  readonly x: Tensor; // [T, N, in]
  readonly t: number;
  /** What our cell makes of the same arguments. */
  readonly ours: () => CellState;
}

interface Sequence {
  readonly output: Tensor; // [T, N, directions·H], or batch first
  readonly final: CellState; // each [layers·directions, N, H]
}

const call = signature(
  'Recurrent',
  { inputSize: 'count', hiddenSize: 'count' },
  {
    numLayers: 'count',
    bias: 'boolean',
    batchFirst: 'boolean',
    dropout: 'probability',
    bidirectional: 'boolean',
    generator: 'generator',
  },
);
const input = signature('forward', { x: 'tensor', state: 'anything' }, { lengths: 'numbersOrTensor' });

export abstract class Recurrent extends Module {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly options: Required<Omit<RecurrentOptions, 'generator'>>;
  /** Layer after layer, the forward direction before the backward one. */
  readonly cells: readonly CellWeights[];
  private readonly directions: 1 | 2;
  private readonly generator: RandomGenerator | undefined;

  constructor(inputSize: number, hiddenSize: number, gates: number, options: RecurrentOptions) {
    super();
    checkWritten(this, 'cell');
    const { generator, ...rest } = optionsOf(named(call, this.constructor.name), [inputSize, hiddenSize, options]);
    this.options = { numLayers: 1, bias: true, batchFirst: false, dropout: 0, bidirectional: false, ...rest };
    this.inputSize = inputSize;
    this.hiddenSize = hiddenSize;
    this.generator = generator;
    this.directions = this.options.bidirectional ? 2 : 1;
    this.cells = Array.from({ length: this.options.numLayers * this.directions }, (_, i) =>
      this.makeCell(i < this.directions ? inputSize : hiddenSize * this.directions, gates),
    );
  }

  /** One step. fromInput: x W_ihᵀ + b_ih of this step [N, G·H] → the next state */
  protected abstract cell(fromInput: Tensor, state: CellState, weights: CellWeights): CellState;

  private makeCell(inputs: number, gates: number): CellWeights {
    const rows = gates * this.hiddenSize;
    const bound = 1 / Math.sqrt(this.hiddenSize);
    const make = (...shape: number[]): Parameter => {
      const parameter = new Parameter(zeros(shape));
      uniform_(parameter, -bound, bound, this.generator);
      return parameter;
    };
    const [weightIh, weightHh] = [make(rows, inputs), make(rows, this.hiddenSize)];
    const { bias } = this.options;
    return { weightIh, weightHh, biasIh: bias ? make(rows) : null, biasHh: bias ? make(rows) : null };
  }

  protected override *ownTensors(): Generator<[string, Tensor]> {
    for (const [i, { weightIh, weightHh, biasIh, biasHh }] of this.cells.entries()) {
      const suffix = `l${Math.floor(i / this.directions)}${i % this.directions === 1 ? '_reverse' : ''}`;
      yield [`weight_ih_${suffix}`, weightIh];
      yield [`weight_hh_${suffix}`, weightHh];
      if (biasIh !== null) yield [`bias_ih_${suffix}`, biasIh];
      if (biasHh !== null) yield [`bias_hh_${suffix}`, biasHh];
    }
  }

  /** All layers over a whole sequence. `start` holds the first state; undefined stands for zeros. `states`: how many tensors make a state. */
  protected run(x: Tensor, start: CellState | undefined, states: number, options: SequenceOptions): Sequence {
    const ours = named(input, this.constructor.name);
    checkPlace(ours, 0, x);
    const { lengths } = checkLast(ours, options);
    this.checkInput(x);
    const { batchFirst, numLayers, dropout } = this.options;
    let layerInput = batchFirst ? inScope('input', () => x.transpose(0, 1)) : x; // [T, N, in]
    const [steps, examples] = layerInput.shape as [number, number, number];
    const masks = masksOf(this.constructor.name, lengths, steps, examples, x.device);
    const first = this.firstState(start, states, examples, x);
    const finals: CellState[] = [];
    for (let layer = 0; layer < numLayers; layer++) {
      const sides = Array.from({ length: this.directions }, (_, direction) => {
        const place = layer * this.directions + direction;
        const side = inScope(`l${layer}${direction === 1 ? 'r' : ''}`, () => {
          const state = inScope('start', () => first.map((part) => part.select(0, place))); // [N, H]
          return this.runCell(this.cells[place]!, layerInput, state, masks, direction === 1);
        });
        finals.push(side.final);
        return side.output;
      });
      layerInput = sides.length === 1 ? sides[0]! : inScope(`l${layer}`, () => concat(sides, 2));
      if (layer < numLayers - 1 && dropout > 0) layerInput = inScope(`l${layer}`, () => this.drop(layerInput));
    }
    return {
      output: batchFirst ? inScope('output', () => layerInput.transpose(0, 1)) : layerInput,
      final: inScope('last', () => first.map((_, part) => stack(finals.map((state) => state[part]!)))),
    };
  }

  /** One layer in one direction. x: [T, N, in] → output [T, N, H] and the last state */
  private runCell(weights: CellWeights, x: Tensor, start: CellState, masks: Masks, backwards: boolean): Sequence {
    // T times [N, G·H]
    const fromInput = inScope('fromInput', () => stepsOf(linear(x, weights.weightIh, weights.biasIh ?? undefined)));
    const read: Read = { x, fromInput };
    const outputs = new Array<Tensor>(fromInput.length);
    const watched = isListening();
    let state = start;
    for (let i = 0; i < fromInput.length; i++) {
      const t = backwards ? fromInput.length - 1 - i : i;
      if (!watched) state = this.timeStep(read, t, state, weights, masks[t]!, outputs);
      else state = inScope(`t${t}`, () => this.timeStep(read, t, state, weights, masks[t]!, outputs));
    }
    return { output: inScope('output', () => stack(outputs)), final: state };
  }

  /** Step t: the next state, and its output put into `outputs`. Where a sequence is over, its state stays and its output is 0. */
  private timeStep(
    read: Read,
    t: number,
    state: CellState,
    weights: CellWeights,
    real: Tensor | null,
    outputs: Tensor[],
  ): CellState {
    const next = this.oneStep(read, t, state, weights);
    if (real === null) {
      outputs[t] = next[0]!;
      return next;
    }
    return inScope('padding', () => {
      const kept = next.map((part, k) => real.where(part, state[k]!));
      outputs[t] = real.where(kept[0]!, 0);
      return kept;
    });
  }

  /**
   * One step of the cell, or of what stands in its place as `LSTM.cell`: it gets what `cell` gets, then what the layer reads with the step's
   * number, and returns as many tensors.
   */
  private oneStep(read: Read, t: number, state: CellState, weights: CellWeights): CellState {
    const fromInput = read.fromInput[t]!;
    const substitute = isSubstituting() ? substituteFor(`${this.constructor.name}.cell`) : null;
    if (substitute === null) return this.cell(fromInput, state, weights);
    const next = runSubstitute<unknown>(substitute, [
      fromInput,
      state,
      weights,
      { x: read.x, t, ours: () => this.cell(fromInput, state, weights) } satisfies ReadStep,
    ]);
    const list = Array.isArray(next) ? next : [next];
    return state.map((part, k) => checkSubstituted(substitute, list[k], part.shape));
  }

  private drop(x: Tensor): Tensor {
    const generator = this.generator ?? getDefaultGenerator();
    return x.dropout(this.options.dropout, { training: this.training, generator });
  }

  private firstState(start: CellState | undefined, states: number, examples: number, x: Tensor): CellState {
    const shape = [this.cells.length, examples, this.hiddenSize];
    if (start === undefined)
      return Array.from({ length: states }, () => zeros(shape, { dtype: x.dtype, device: x.device }));
    if (!Array.isArray(start) || !start.every(isTensor)) {
      throw new ChalkgradError(
        `${this.constructor.name}: the first state is ${inWords(start)}`,
        states === 1
          ? 'it is a tensor, [layers · directions, N, hidden].'
          : 'it is a list of two tensors: [hidden, memory].',
      );
    }
    const odd = start.find((part) => !sameShape(part.shape, shape));
    if (start.length !== states || odd !== undefined) {
      throw new ChalkgradError(
        `${this.constructor.name}: the first state ${start.map((part) => shapeText(part.shape)).join(', ')} must be ${states} of ${shapeText(shape)}`,
        'a state is [layers · directions, N, hidden], also with batchFirst.',
      );
    }
    return start;
  }

  private checkInput(x: Tensor): void {
    const { batchFirst } = this.options;
    if (x.rank !== 3 || x.shape[2] !== this.inputSize || x.size === 0) {
      throw new ChalkgradError(
        `${this.constructor.name}: input ${shapeText(x.shape)} must be ${batchFirst ? '[N, T, ' : '[T, N, '}${this.inputSize}] with at least one step`,
        'a batch of sequences: one sequence needs unsqueeze, and batchFirst: true puts the examples before the steps.',
      );
    }
  }
}

/** For each step which examples are real, bool [N, 1]; null where all are. */
type Masks = readonly (Tensor | null)[];

function masksOf(
  name: string,
  lengths: SequenceOptions['lengths'],
  steps: number,
  examples: number,
  device: Device,
): Masks {
  if (lengths === undefined) return new Array<null>(steps).fill(null);
  const given = lengths instanceof Tensor ? [...lengths.dataSync()] : [...lengths];
  if (given.length !== examples || given.some((n) => !Number.isInteger(n) || n < 0 || n > steps)) {
    throw new ChalkgradError(
      `${name}: lengths ${shapeText(given)} do not fit ${examples} sequences of ${steps} steps`,
      'give one whole number from 0 to the number of steps for each sequence.',
    );
  }
  const shortest = Math.min(...given);
  return Array.from({ length: steps }, (_, t) =>
    t < shortest
      ? null
      : tensor(
          given.map((n) => [t < n ? 1 : 0]),
          { dtype: 'bool', device },
        ),
  );
}

/**
 * Every step as a tensor of its own, cut out of blocks of √T. What the steps send back is gathered in one whole; where it is not (the way
 * back is recorded or listened to), a slice's gradient is as large as what it was cut from: T slices of the whole would cost T², this
 * costs T √T. [T, N, ·] → T times [N, ·]
 */
const stepsOf = (x: Tensor): Tensor[] => x.split(Math.ceil(Math.sqrt(x.shape[0]!))).flatMap((block) => block.unbind());
