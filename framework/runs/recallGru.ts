/** The first of thirty letters, with the GRU's cell. What it consists of stands in recallSetup.ts. */

import type { Run } from './Run.ts';
import { recallKnobs, recallSetup } from './recallSetup.ts';

export const recallGru: Run = {
  name: 'recall-gru',
  title: 'Remember, with two gates',
  summary: 'The same task for a GRU, whose one gate keeps and lets in.',
  metric: 'accuracy',
  // What it promises is the lesson's claim: over thirty letters it stays near chance (0.25).
  better: 'lower',
  threshold: 0.4,
  realData: null,
  knobs: recallKnobs,
  build: async (options = {}) => recallSetup(recallGru, 'GRU', options),
};
