/** What was examined of each track, and the noise below which no honest forecast can come. Pure. */
import type { TrackState } from '../../../player/PlayerState.ts';
import type { RunInfo } from '../../../player/protocol.ts';

/** The noise of `sine-gru` where its knob was left alone: a test holds it against the run. */
export const USUAL_NOISE = 0.1;

export const noiseOf = ({ config }: RunInfo): number =>
  Number(/(?:^|;)noise=([\d.]+)/.exec(String(config['knobs'] ?? ''))?.[1] ?? USUAL_NOISE);

export interface Examined {
  readonly step: number;
  readonly rmse: number;
}

export const examinedOf = ({ evaluations }: Pick<TrackState, 'evaluations'>): readonly Examined[] =>
  evaluations.flatMap(({ step, metrics }) => {
    const rmse = metrics['rmse'];
    return rmse === undefined ? [] : [{ step, rmse }];
  });
