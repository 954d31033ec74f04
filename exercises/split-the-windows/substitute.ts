import { seriesWindows, type Tensor, tensor, type WindowOptions, type Windows } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** Some of the windows. Errors: numbers that no window has, or none at all. */
function pick({ inputs, targets, starts }: Windows, rows: readonly number[]): Windows {
  const [count, history] = inputs.shape as [number, number];
  const isRow = (row: unknown): boolean => Number.isInteger(row) && (row as number) >= 0 && (row as number) < count;
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(isRow))
    throw new TypeError(`returned no numbers of windows from 0 to ${count - 1}`);
  const [shown, asked] = [inputs.dataSync(), targets.dataSync()];
  const { dtype } = inputs;
  const values = rows.flatMap((row) => Array.from(shown.subarray(row * history, (row + 1) * history)));
  return {
    inputs: tensor(values, { shape: [rows.length, history, 1], dtype }),
    targets: tensor(
      rows.map((row) => asked[row]!),
      { shape: [rows.length, 1, 1], dtype },
    ),
    starts: Int32Array.from(rows, (row) => starts[row]!),
  };
}

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'splitSeries',
  room: 'data',
  runs: ['sine-gru'],
  track: 'sine-gru.7',
  isSilent: true,
  differs: { 'random-split-of-series': /^batch $/, 'test-first': /^batch $/ },
  parts: ({ splitWindows }) => [
    {
      name: 'splitSeries',
      // Ours cuts the series and then both parts; the exercise cuts the windows of all of it. One value a step, one value ahead.
      run: (series: Tensor, [share]: readonly number[], options: WindowOptions): Windows[] => {
        const all = seriesWindows(series, options);
        const [steps, count] = [series.shape[0]!, all.inputs.shape[0]!];
        const examined = steps - Math.round(share! * steps) - options.history;
        // Half a window less, so that rounding up gives the number itself.
        const { train, test } = splitWindows(count, (examined - 0.5) / count, options.history);
        return [pick(all, train), pick(all, test)];
      },
    },
  ],
});
