/** What the training says of itself, in words: how far it is, how long it takes still, and whether the promise was kept. */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { keepsPromise, metricName, metricText, type Promised, promiseText } from './metricText.ts';

type Words = Strings['runs'];

const MINUTE = 60;
/** Before that a guess at the time left is worth nothing. */
const SURE_AFTER_MS = 1500;

/** 41.3 → '41 s', 75 → '1 min 15 s'; below ten seconds with one decimal. */
export function durationText(seconds: number, words: Words): string {
  if (seconds < 10) return fill(words.train.seconds, { seconds: Number(seconds.toFixed(1)) });
  const whole = Math.round(seconds);
  if (whole < MINUTE) return fill(words.train.seconds, { seconds: whole });
  return fill(words.train.minutes, {
    minutes: Math.floor(whole / MINUTE),
    seconds: String(whole % MINUTE).padStart(2, '0'),
  });
}

/** Steps made, and steps in all as far as they are known. */
export const progressOf = ({ made, info }: LiveState): { made: number; total: number } => ({
  made,
  total: info?.totalSteps ?? 0,
});

/** One line about where the training stands. */
export function trainingText(state: LiveState, run: Promised, words: Words): string {
  const { train } = words;
  const { made, total } = progressOf(state);
  const counts = { step: made, total };
  switch (state.status) {
    case 'idle':
      return train.idle;
    case 'loading':
      return train.loading;
    case 'paused':
      return made === 0 ? train.pausedLoading : fill(train.paused, counts);
    case 'failed':
      return fill(train.failed, { message: state.error?.message ?? '', hint: state.error?.hint ?? '' }).trim();
    case 'finished':
      return finishedText(state, run, words);
    case 'training': {
      const left = (state.trainedMs / 1000 / Math.max(1, made)) * (total - made);
      const time = state.trainedMs < SURE_AFTER_MS ? '' : fill(train.left, { time: durationText(left, words) });
      return [fill(train.training, counts), time].filter((part) => part !== '').join(' · ');
    }
  }
}

function finishedText(state: LiveState, run: Promised, words: Words): string {
  const quality = state.evaluations.at(-1)?.metrics[run.metric] ?? Number.NaN;
  return fill(words.train.finished, {
    metric: metricName(run.metric, words),
    value: metricText(run.metric, quality, words),
    total: progressOf(state).total,
    time: durationText(state.trainedMs / 1000, words),
    promise: promiseText(run, words),
    verdict: keepsPromise(run, quality) ? words.train.kept : words.train.missed,
  });
}
