import { seriesWindows, type WindowOptions, type Windows } from '../../data/sequences/seriesWindows.ts';
import { concat } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** Each window was moved on by what is to be foretold: the last value that the network reads is the answer. */
export const windowLeaksFuture: Bug = {
  id: 'window-leaks-future',
  summary: 'The windows begin too late, so that the value to be foretold is the last one that the network reads.',
  runs: ['sine-gru'],
  substitutes: [
    {
      name: 'seriesWindows',
      run: (series: Tensor, options: WindowOptions): Windows => {
        const { inputs, targets, starts } = seriesWindows(series, options);
        const horizon = targets.shape[1]!;
        return { inputs: concat([inputs.slice(1, horizon), targets], 1), targets, starts };
      },
    },
  ],
};
