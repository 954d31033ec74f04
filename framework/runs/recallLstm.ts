/** The first of thirty letters, with the LSTM's cell. What it consists of stands in recallSetup.ts. */

import type { Run } from './Run.ts';
import { forgetBiasKnob, recallKnobs, recallSetup } from './recallSetup.ts';

export const recallLstm: Run = {
  name: 'recall-lstm',
  title: 'Remember, with a memory',
  summary: 'The same task for an LSTM: it learns when its forget gates start open.',
  metric: 'accuracy',
  // What it promises is the lesson's claim: over thirty letters it stays near chance (0.25).
  better: 'lower',
  threshold: 0.4,
  realData: null,
  knobs: { ...recallKnobs, forgetBias: forgetBiasKnob },
  build: async (options = {}) => recallSetup(recallLstm, 'LSTM', options),
};
