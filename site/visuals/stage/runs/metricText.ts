/**
 * A run's quality and its promise in words. What a metric is called and whether it is a share stand in i18n/en/runs.ts; a metric that
 * is not there yet goes by the run's own name for it.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { numeral } from '../../parts/ink.ts';

type Words = Strings['runs'];

/** What a page needs to know of a run's promise; a `Run` of the framework is one. */
export interface Promised {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly threshold: number;
}

const DIGITS = 4;

export const metricName = (metric: string, words: Words): string => words.metrics[metric]?.name ?? metric;

/** 0.9634 → '96.3 %' where the metric is a share, else four digits; counts stay whole. */
export function metricText(metric: string, value: number, words: Words): string {
  if (!Number.isFinite(value)) return 'NaN';
  if (words.metrics[metric]?.isShare === true) return `${Number((100 * value).toFixed(1))} %`;
  return Number.isInteger(value) ? String(value) : numeral(value, DIGITS);
}

/** 'at least 93 %', 'at most 0.33': a promise is a round number and is not given more digits. */
export function promiseText({ metric, better, threshold }: Promised, words: Words): string {
  const value = words.metrics[metric]?.isShare === true ? metricText(metric, threshold, words) : String(threshold);
  return fill(better === 'higher' ? words.atLeast : words.atMost, { value });
}

/** Does this quality keep the promise? NaN never does. */
export const keepsPromise = ({ better, threshold }: Promised, quality: number): boolean =>
  better === 'higher' ? quality >= threshold : quality <= threshold;
