/**
 * A long series cut into examples: some steps to look at, the following ones to predict. The leak to avoid: windows that
 * overlap a border between train and test carry the future into training, and so does shuffling before the split. Here the
 * series is split first, and every window lies wholly inside its part.
 */
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { allocate } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';

export interface WindowOptions {
  /** Steps to look at. */
  readonly history: number;
  /** Steps to predict, right after them. Default 1. */
  readonly horizon?: number;
  /** Steps from the start of one window to the next. Default 1. */
  readonly stride?: number;
}

export interface Windows {
  /** [N, history, F] */
  readonly inputs: Tensor;
  /** [N, horizon, F] */
  readonly targets: Tensor;
  /** Step of the whole series where each window starts. */
  readonly starts: Int32Array<ArrayBuffer>;
}

const calls = {
  seriesWindows: signature(
    'seriesWindows',
    { series: 'tensor' },
    { history: 'count!', horizon: 'count', stride: 'count' },
  ),
  splitSeries: signature(
    'splitSeries',
    { series: 'tensor', shares: 'numberList' },
    { history: 'count!', horizon: 'count', stride: 'count', gap: 'size' },
  ),
};

/**
 * series [T] or [T, F] → all windows in it. A substitute named `seriesWindows` gets the same arguments.
 *
 * Errors: sizes that are no whole numbers above 0; a series shorter than one window.
 *
 * @example seriesWindows(tensor([1, 2, 3, 4]), { history: 2 }) // inputs [[[1], [2]], [[2], [3]]], targets [[[3]], [[4]]]
 */
export function seriesWindows(series: Tensor, options: WindowOptions): Windows {
  options = optionsOf(calls.seriesWindows, [series, options]);
  const substitute = isSubstituting() ? substituteFor('seriesWindows') : null;
  if (substitute !== null) return runSubstitute<Windows>(substitute, [series, options]);
  return windowsIn(series, options, 0, stepsOf(series));
}

/**
 * The series cut by time into parts of the given shares, and each part into windows. A substitute named `splitSeries` gets the same arguments.
 *
 * @param options.gap steps left out between two parts, where neighbouring values tell too much of each other; default 0
 * @example const [train, test] = splitSeries(temperatures, [0.8, 0.2], { history: 24, horizon: 6 });
 */
export function splitSeries(
  series: Tensor,
  shares: readonly number[],
  options: WindowOptions & { readonly gap?: number },
): Windows[] {
  options = optionsOf(calls.splitSeries, [series, shares, options]);
  const substitute = isSubstituting() ? substituteFor('splitSeries') : null;
  if (substitute !== null) return runSubstitute<Windows[]>(substitute, [series, shares, options]);
  const steps = stepsOf(series);
  const { gap = 0 } = options;
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(sum - 1) > 1e-9 || !(Number.isInteger(gap) && gap >= 0)) {
    throw new ChalkgradError(
      `splitSeries: shares ${shares.join(', ')} with a gap of ${gap}`,
      'shares are above 0 and together 1; the gap is a whole number of steps.',
    );
  }
  let passed = 0;
  return shares.map((share, part) => {
    const from = Math.round(passed * steps) + (part === 0 ? 0 : gap);
    passed += share;
    return windowsOfPart(series, options, from, Math.round(passed * steps));
  });
}

/** Windows of a part: where somebody else cuts them, that one gets the part as a series of its own. */
function windowsOfPart(series: Tensor, { history, horizon, stride }: WindowOptions, from: number, to: number): Windows {
  const options = {
    history,
    ...(horizon === undefined ? {} : { horizon }),
    ...(stride === undefined ? {} : { stride }),
  };
  if (!isSubstituting() || substituteFor('seriesWindows') === null) return windowsIn(series, options, from, to);
  const { inputs, targets, starts } = seriesWindows(series.slice(0, from, to), options);
  return { inputs, targets, starts: starts.map((start) => start + from) };
}

function stepsOf(series: Tensor): number {
  if (series.rank !== 1 && series.rank !== 2) {
    throw new ChalkgradError(
      `seriesWindows: a tensor of shape ${shapeText(series.shape)} is no series`,
      'give it [T], or [T, F] for F values a step.',
    );
  }
  return series.shape[0]!;
}

function windowsIn(series: Tensor, options: WindowOptions, from: number, to: number): Windows {
  const { history, horizon = 1, stride = 1 } = options;
  if (![history, horizon, stride].every((n) => Number.isInteger(n) && n > 0)) {
    throw new ChalkgradError(
      `seriesWindows: history ${history}, horizon ${horizon}, stride ${stride}`,
      'each is a whole number of steps, at least 1.',
    );
  }
  const count = Math.floor((to - from - history - horizon) / stride) + 1;
  if (count < 1) {
    throw new ChalkgradError(
      `seriesWindows: ${Math.max(0, to - from)} steps hold no window of ${history} + ${horizon}`,
      'use a longer series, a larger share, or shorter windows.',
    );
  }
  const starts = Int32Array.from({ length: count }, (_, i) => from + i * stride);
  return {
    inputs: cutOut(series, starts, 0, history),
    targets: cutOut(series, starts, history, horizon),
    starts,
  };
}

/** From each start on, `length` steps beginning `delay` later. → [N, length, F] */
function cutOut(series: Tensor, starts: Int32Array, delay: number, length: number): Tensor {
  const features = series.shape[1] ?? 1;
  const flat = series.dataSync();
  const out = allocate(series.dtype, starts.length * length * features);
  starts.forEach((start, i) => {
    const first = (start + delay) * features;
    out.set(flat.subarray(first, first + length * features), i * length * features);
  });
  return tensorFrom(out, [starts.length, length, features], series.dtype);
}
