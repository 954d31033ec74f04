import { batchNorm, type SubstitutedCall, type Tensor, tensor } from '#framework';
import { defineSubstitute, insteadOf, type Nested, rowsOf } from '../places/Substitute.ts';
import type { BatchNorm } from './solution.ts';

type Rows = number[][];
/** What the layer says beside its numbers. */
interface Options {
  readonly runningMean?: Tensor;
  readonly runningVar?: Tensor;
  readonly training?: boolean;
}
/** As the layer calls it. */
type Args = [x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, options: Options];

/** One row for each example and place, one column a channel. x: [N, C, …] */
const asRows = (x: Tensor): Rows => {
  const channels = x.shape[1]!;
  const last = x.rank === 2 ? x : x.reshape([x.shape[0]!, channels, -1]).transpose(1, 2);
  return rowsOf(last.reshape([x.size / channels, channels]).contiguous());
};

/** The way back: rows [N · P, C] → [N, C, …] */
const fromRows = (rows: Rows, { shape, dtype }: Tensor): Tensor => {
  const [n, channels] = shape as [number, number];
  const flat = tensor(rows, { dtype });
  if (shape.length === 2) return flat;
  return flat
    .reshape([n, rows.length / n, channels])
    .transpose(1, 2)
    .reshape(shape);
};

const numbers = (values: Tensor | undefined, otherwise: number, length: number): number[] =>
  values === undefined ? new Array<number>(length).fill(otherwise) : Array.from(values.dataSync());

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'BatchNorm2d',
  room: 'nn',
  needs: { norm: 'batch' },
  runs: ['digits-cnn', 'digits-gan'],
  track: 'digits-cnn.7(norm=batch,lr=0.03)',
  differs: { 'stats-as-constants': /^backward norm2/ },
  parts: ({ BatchNorm: Own }) => {
    /** The layer that spoke on the way forwards hears of it on the way back. Its memory lies in the run's buffers. */
    const layers = new WeakMap<Tensor, BatchNorm>();
    return [
      {
        name: 'batchNorm',
        run: (...[x, weight, bias, options]: Args) => {
          const { runningMean, runningVar, training = runningMean === undefined } = options;
          const channels = x.shape[1]!;
          const layer = Object.assign(new Own(channels), {
            training,
            gamma: numbers(weight, 1, channels),
            beta: numbers(bias, 0, channels),
            runningMean: numbers(runningMean, 0, channels),
            runningVar: numbers(runningVar, 1, channels),
          });
          const answer = fromRows(layer.forward(asRows(x)), x);
          layers.set(x, layer);
          const ours = batchNorm(x, weight, bias, options);
          runningMean?.copyFrom_(layer.runningMean);
          runningVar?.copyFrom_(layer.runningVar);
          return insteadOf(ours, answer.toArray() as Nested);
        },
      },
      {
        name: 'batchNorm.backward',
        run: (grad: Tensor, { args, inputs }: SubstitutedCall) => {
          const [x, weight, bias] = args as Args;
          const back = (layers.get(x) ?? layers.get(inputs[0]!)!).backward(asRows(grad));
          const gradients = [fromRows(back.x, grad)];
          if (weight !== undefined) gradients.push(tensor(back.gamma, { dtype: grad.dtype }));
          if (bias !== undefined) gradients.push(tensor(back.beta, { dtype: grad.dtype }));
          return gradients;
        },
      },
    ];
  },
});
