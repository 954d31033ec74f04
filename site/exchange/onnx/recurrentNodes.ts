/**
 * RNN, LSTM and GRU as ONNX's own nodes, so that a sequence stays one node and may have any length. ONNX orders gates otherwise than PyTorch
 * and we do (LSTM i f g o → i o f c, GRU r z n → z r h), so the weights keep their names and layout, and nodes put their parts in order.
 * Source: the ONNX operators RNN-14, LSTM-14, GRU-14.
 */
import { GRU, LSTM, type Recurrent, RNN } from '#framework';
import type { Step } from '../graph.ts';
import type { GraphWriter } from './GraphWriter.ts';

/** Where each of ONNX's gates stands among ours. */
const ORDER: Readonly<Record<string, readonly number[]>> = { RNN: [0], LSTM: [0, 3, 1, 2], GRU: [1, 0, 2] };

export const isRecurrent = (module: unknown): module is Recurrent =>
  module instanceof RNN || module instanceof LSTM || module instanceof GRU;

/** x [N, T, in] or [T, N, in] → output, and the last state of each layer [layers, N, H] (of an LSTM: two). */
export function recurrentNodes(w: GraphWriter, { op, path, args, module }: Step): readonly string[] {
  const layer = module as Recurrent;
  const { numLayers, bias, batchFirst, bidirectional } = layer.options;
  if (args[1] !== undefined || (args[2] !== undefined && Object.keys(args[2] as object).length > 0))
    w.refuse('it begins with a state, or knows the lengths of its sequences');
  if (bidirectional) w.refuse('it reads from both ends');
  if (layer instanceof RNN && layer.nonlinearity !== 'tanh') w.refuse(`its cell bends with ${layer.nonlinearity}`);
  const prefix = path === '' ? '' : `${path}.`;
  let x = batchFirst ? w.one('Transpose', [w.value(args[0])], { perm: [1, 0, 2] }) : w.value(args[0]); // [T, N, in]
  const axis0 = w.integers('axes', [0]);
  const axis1 = w.integers('axes', [1]);
  /** Gates in ONNX's order, and one more axis in front for the direction. */
  const ordered = (name: string): string => {
    const order = ORDER[op]!;
    const weight = w.weight(`${prefix}${name}`);
    if (order.length === 1) return weight;
    const gates = w.node('Split', [weight], { axis: 0 }, order.length);
    return w.one(
      'Concat',
      order.map((gate) => gates[gate]!),
      { axis: 0 },
    );
  };
  const states: string[][] = [];
  for (let l = 0; l < numLayers; l++) {
    const weight = w.one('Unsqueeze', [ordered(`weight_ih_l${l}`), axis0]);
    const recurrence = w.one('Unsqueeze', [ordered(`weight_hh_l${l}`), axis0]);
    const biases = bias
      ? [
          w.one('Unsqueeze', [
            w.one('Concat', [ordered(`bias_ih_l${l}`), ordered(`bias_hh_l${l}`)], { axis: 0 }),
            axis0,
          ]),
        ]
      : [];
    const [sequence, ...last] = w.node(
      op,
      [x, weight, recurrence, ...biases],
      { hidden_size: layer.hiddenSize, ...(op === 'GRU' ? { linear_before_reset: 1 } : {}) },
      op === 'LSTM' ? 3 : 2,
    );
    x = w.one('Squeeze', [sequence!, axis1]); // [T, 1, N, H] → [T, N, H]
    states.push(last);
  }
  const finals = states[0]!.map((_, s) =>
    numLayers === 1
      ? states[0]![s]!
      : w.one(
          'Concat',
          states.map((state) => state[s]!),
          { axis: 0 },
        ),
  );
  return [batchFirst ? w.one('Transpose', [x], { perm: [1, 0, 2] }) : x, ...finals];
}
