/** Names of places, letter by letter, with the plain recurrent cell. What it consists of stands in namesSetup.ts. */
import { namesKnobs, namesSetup } from './namesSetup.ts';
import type { Run } from './Run.ts';

export const namesRnn: Run = {
  name: 'names-rnn',
  title: 'Names, letter by letter',
  summary: 'A plain recurrent network learns which letter comes next in names of places.',
  metric: 'perplexity',
  better: 'lower',
  threshold: 13.5,
  realData: null,
  knobs: namesKnobs,
  build: async (options = {}) => namesSetup(namesRnn.name, 'RNN', options),
};
