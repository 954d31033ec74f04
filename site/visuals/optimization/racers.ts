/**
 * Who runs the race on a run's page: each rule with a rate that suits it, all from the same first weights and over the same batches. As
 * tracks, in the texts of a link. What each comes to was measured for lesson 12; the figure says it again from what it sees.
 */
import { plainTrack, type TrackSpec } from '../../player/TrackSpec.ts';

const racers: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  valley: [
    { lr: '0.075' },
    { lr: '0.1', rule: 'momentum', momentum: '0.5' },
    { lr: '0.3', rule: 'rmsprop' },
    { lr: '0.3', rule: 'adam' },
  ],
  'spiral-mlp': [
    { lr: '0.3', schedule: 'none', optimizer: 'sgd' },
    { lr: '0.1', schedule: 'none', optimizer: 'momentum' },
    { lr: '0.01', schedule: 'none', optimizer: 'rmsprop' },
    { lr: '0.03', schedule: 'none' },
  ],
};

/** Empty where a run has no race. */
export const racersOf = (run: string, seed: number): readonly TrackSpec[] =>
  (racers[run] ?? []).map((options) => ({ ...plainTrack(run, seed), options }));
