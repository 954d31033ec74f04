/** Names of places, letter by letter, with the LSTM's cell. What it consists of stands in namesSetup.ts. */
import { namesKnobs, namesSetup } from './namesSetup.ts';
import type { Run } from './Run.ts';

export const namesLstm: Run = {
  name: 'names-lstm',
  title: 'Names, with a memory',
  summary: 'The same task as names-rnn for an LSTM, whose memory is added to, not overwritten.',
  metric: 'perplexity',
  better: 'lower',
  threshold: 13.5,
  realData: null,
  knobs: namesKnobs,
  build: async (options = {}) => namesSetup(namesLstm.name, 'LSTM', options),
};
