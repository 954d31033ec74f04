// Cells against the layers they are one step of, on the same weights, and what they refuse. (Golden values: tests/golden.layers.test.ts.)

import { describe, expect, it } from 'vitest';
import {
  Generator,
  GRU,
  GRUCell,
  LSTM,
  LSTMCell,
  listen,
  type RecurrentCell,
  RNN,
  RNNCell,
  randn,
  type Tensor,
  zeros,
} from '../../index.ts';

const stream = (seed: number): { readonly generator: Generator } => ({ generator: new Generator(seed) });

/** The layer's weights under the cell's names. */
function shareWeights(cell: RecurrentCell, layer: RNN | LSTM | GRU): void {
  const entries = Object.entries(layer.stateDict()).map(([name, value]) => [name.replace(/_l0$/, ''), value] as const);
  cell.loadStateDict(Object.fromEntries(entries));
}

const sequence = randn([4, 3, 2], stream(1)); // [T, N, in]

describe('a cell called step by step', () => {
  it.each([false, true])('is the layer, bit for bit, watched: %s', (watched) => {
    const stop = watched ? listen(() => undefined) : null;
    const [rnn, gru, lstm] = [new RNN(2, 5, stream(2)), new GRU(2, 5, stream(3)), new LSTM(2, 5, stream(4))];
    const [rnnCell, gruCell, lstmCell] = [new RNNCell(2, 5), new GRUCell(2, 5), new LSTMCell(2, 5)];
    shareWeights(rnnCell, rnn);
    shareWeights(gruCell, gru);
    shareWeights(lstmCell, lstm);
    let [h, g]: [Tensor | undefined, Tensor | undefined] = [undefined, undefined];
    let state: [Tensor, Tensor] | undefined;
    for (const x of sequence.unbind()) {
      h = rnnCell.forward(x, h);
      g = gruCell.forward(x, g);
      state = lstmCell.forward(x, state);
    }
    stop?.();
    const [, [lastHidden, lastMemory]] = lstm.forward(sequence);
    expect(h!.toArray()).toEqual(rnn.forward(sequence)[1].select(0, 0).toArray());
    expect(g!.toArray()).toEqual(gru.forward(sequence)[1].select(0, 0).toArray());
    expect(state!.map((part) => part.toArray())).toEqual(
      [lastHidden, lastMemory].map((part) => part.select(0, 0).toArray()),
    );
  });
});

describe('a cell', () => {
  it('says what does not fit', () => {
    const cell = new LSTMCell(2, 3);
    expect(() => cell.forward(zeros([4, 1, 2]))).toThrow(/LSTMCell: input \[4, 1, 2\] must be \[N, 2\]/);
    expect(() => cell.forward(zeros([4, 2]), [zeros([4, 3]), zeros([1, 3])])).toThrow(/must be 2 of \[4, 3\]/);
    expect(() => new GRUCell(2, 3).forward(zeros([4, 2]), zeros([3, 4]))).toThrow(/must be 1 of \[4, 3\]/);
  });
});
