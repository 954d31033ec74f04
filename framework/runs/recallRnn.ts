/** The first of thirty letters, with the plain recurrent cell. What it consists of stands in recallSetup.ts. */

import type { Run } from './Run.ts';
import { recallKnobs, recallSetup } from './recallSetup.ts';

export const recallRnn: Run = {
  name: 'recall-rnn',
  title: 'Remember the first letter',
  summary: 'A plain recurrent network is to tell the first of thirty letters, and cannot hear that far back.',
  metric: 'accuracy',
  // What it promises is the lesson's claim: over thirty letters it stays near chance (0.25).
  better: 'lower',
  threshold: 0.4,
  realData: null,
  knobs: recallKnobs,
  build: async (options = {}) => recallSetup(recallRnn, 'RNN', options),
};
