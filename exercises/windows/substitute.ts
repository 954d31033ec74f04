import { type Tensor, tensor, type WindowOptions, type Windows } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'seriesWindows',
  room: 'data',
  runs: ['sine-gru'],
  track: 'sine-gru.7',
  isSilent: true,
  differs: { 'window-leaks-future': /^batch $/, 'newest-first': /^batch $/ },
  parts: ({ windows }) => [
    {
      name: 'seriesWindows',
      // One value a step, and the next one is asked for: what the run wants of it.
      run: (series: Tensor, { history }: WindowOptions): Windows => {
        const { x, y } = windows(Array.from(series.dataSync()), history, 1);
        const isTable = Array.isArray(x) && x.length > 0 && x.every((row) => row?.length === history);
        if (!isTable || !Array.isArray(y) || y.length !== x.length)
          throw new TypeError(`returned no windows of ${history} values with an answer each`);
        const shape = [x.length, history, 1];
        return {
          inputs: tensor(x.flat(), { shape, dtype: series.dtype }),
          targets: tensor(y, { shape: [y.length, 1, 1], dtype: series.dtype }),
          starts: Int32Array.from(y, (_, i) => i),
        };
      },
    },
  ],
});
