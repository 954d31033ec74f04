/** Numbers of lesson 14: how many weights a penalty switched off, and whom dropout silenced. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { opOf } from '../parts/cells/shownTensor.ts';
import type { Measure } from './Measure.ts';

/** The last examination of a track that has come to its end; null before. */
function lastLook({ evaluations, info }: TrackState): Readonly<Record<string, number>> | null {
  const last = evaluations.at(-1);
  return last === undefined || last.step < info.totalSteps ? null : last.metrics;
}

/** The numbers before and after the first dropout, as far as they were kept. */
function aroundDropout(trace: StepTrace | null): { readonly before: number[]; readonly after: number[] } | null {
  const op = trace?.ops.find(({ name, label }) => name === 'dropout' && label.startsWith('dropout1')) ?? null;
  const found = op ?? (trace === null ? null : opOf(trace, 'dropout1'));
  const [before, after] = [found?.inputs[0], found?.output].map((id) => trace?.tensors.get(id ?? Number.NaN)?.values);
  if (before === undefined || after === undefined || before.length !== after.length) return null;
  return { before: [...before], after: [...after] };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const gapMeasures = {
  /** Of the last track at its end: per cent of its weights that are as good as 0. */
  'small-weights': ({ tracks }) => {
    const last = tracks.at(-1);
    const share = last === undefined ? undefined : lastLook(last)?.['smallWeights'];
    return share === undefined ? null : 100 * share;
  },
  /** Per cent of the numbers other than 0 that the first dropout silenced. */
  silenced: ({ trace }) => {
    const found = aroundDropout(trace);
    const heard = found?.before.flatMap((value, i) => (value === 0 ? [] : [found.after[i]!])) ?? [];
    return heard.length === 0 ? null : (100 * heard.filter((value) => value === 0).length) / heard.length;
  },
  /** The mean after the first dropout over the mean before it. */
  'mean-after-dropout': ({ trace }) => {
    const found = aroundDropout(trace);
    return found === null || sum(found.before) === 0 ? null : sum(found.after) / sum(found.before);
  },
} satisfies Readonly<Record<string, Measure>>;
