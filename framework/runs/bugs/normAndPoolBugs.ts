/** Mistakes in max pooling, batch norm, and in the order of a flattened picture. */
import { batchNorm } from '../../ops/index.ts';
import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const runs = ['digits-cnn'];

/** Only the cell that won the window made a difference; here all of it is held responsible. */
export const maxpoolGradSpread: Bug = {
  id: 'maxpool-grad-spread',
  summary: 'Every cell of a window gets its gradient, not only the largest.',
  runs,
  substitutes: [
    {
      name: 'maxPool2d.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [n, channels, height, width] = inputs[0]!.shape as [number, number, number, number];
        const [, , rows, columns] = grad.shape as [number, number, number, number];
        // Windows that do not overlap, as in these runs: each gradient repeated over its window.
        const [down, across] = [Math.floor(height / rows), Math.floor(width / columns)];
        const spread = grad
          .unsqueeze(3)
          .unsqueeze(5)
          .expand([n, channels, rows, down, columns, across])
          .reshape([n, channels, rows * down, columns * across]);
        const missing = [width - spread.shape[3]!, height - spread.shape[2]!] as const;
        return [missing.every((n) => n === 0) ? spread : spread.pad([0, missing[0], 0, missing[1]])];
      },
    },
  ],
};

interface Norm {
  readonly runningMean?: Tensor;
  readonly runningVar?: Tensor;
  readonly training?: boolean;
  readonly momentum?: number;
  readonly eps?: number;
}

const axesBut = (x: Tensor, kept: number): number[] => x.shape.flatMap((_, axis) => (axis === kept ? [] : [axis]));
const perChannel = (values: Tensor, x: Tensor): Tensor =>
  values.reshape(x.shape.map((_, axis) => (axis === 1 ? -1 : 1)));

/** Mean and spread depend on every example; here they are taken for numbers that fell from the sky. */
export const statsAsConstants: Bug = {
  id: 'stats-as-constants',
  summary: 'The way back through batch norm takes mean and spread for constants.',
  runs,
  substitutes: [
    {
      name: 'batchNorm.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [x, weight, bias, { eps = 1e-5 } = {}] = args as [Tensor, Tensor | undefined, Tensor | undefined, Norm];
        const axes = axesBut(x, 1);
        const mean = x.mean(axes, { keepdim: true });
        const spread = x.sub(mean).square().mean(axes, { keepdim: true }).add(eps).sqrt();
        const hat = x.sub(mean).div(spread);
        const scaled = weight === undefined ? grad : grad.mul(perChannel(weight, x));
        return [
          scaled.div(spread),
          ...(weight === undefined ? [] : [grad.mul(hat).sum(axes)]),
          ...(bias === undefined ? [] : [grad.sum(axes)]),
        ];
      },
    },
  ],
};

const withOptions = (change: (options: Norm) => Norm): Bug['substitutes'] => [
  {
    name: 'batchNorm',
    run: (x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, options: Norm = {}) =>
      batchNorm(x, weight, bias, change(options)),
  },
];

/** The remembered statistics are used while learning: they begin at 0 and 1 and are never filled. */
export const runningStatsInTrain: Bug = {
  id: 'running-stats-in-train',
  summary: 'Batch norm uses the remembered mean and spread while it learns, not those of the batch.',
  runs,
  substitutes: withOptions((options) => ({ ...options, training: false })),
};

/** A tenth of the old and nine tenths of the new: what is remembered is little more than the last batch. */
export const momentumInverted: Bug = {
  id: 'momentum-inverted',
  summary: 'The remembered statistics keep a tenth of what they were, where nine tenths belong.',
  runs,
  substitutes: withOptions((options) => ({ ...options, momentum: 1 - (options.momentum ?? 0.1) })),
};

/** Each example is measured by itself: that is layer norm. */
export const wrongNormAxes: Bug = {
  id: 'wrong-norm-axes',
  summary: 'Mean and spread are taken over the channels of each example, not over the examples of each channel.',
  runs,
  substitutes: [
    {
      name: 'batchNorm',
      run: (x: Tensor, weight: Tensor | undefined, bias: Tensor | undefined, { eps = 1e-5 }: Norm = {}) => {
        const axes = axesBut(x, 0);
        const centred = x.sub(x.mean(axes, { keepdim: true }));
        const hat = centred.div(centred.square().mean(axes, { keepdim: true }).add(eps).sqrt());
        const scaled = weight === undefined ? hat : hat.mul(perChannel(weight, x));
        return bias === undefined ? scaled : scaled.add(perChannel(bias, x));
      },
    },
  ],
};

/** Rows of channels where channels of rows were learned: what an import from a framework that keeps channels last forgets. */
export const flattenOrderKept: Bug = {
  id: 'flatten-order-kept',
  summary: 'The picture is flattened with its channels last, as the weights of another framework expect it.',
  runs,
  substitutes: [
    {
      name: 'flatten',
      run: (x: Tensor) => (x.rank === 4 ? x.permute([0, 2, 3, 1]) : x).reshape([x.shape[0]!, -1]),
    },
  ],
};
