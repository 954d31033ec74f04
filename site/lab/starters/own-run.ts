import { crossEntropy, defineRun, generateMoons, Linear, Sequential, SGD, Tanh } from '#framework';

// A run of your own: four parts. Then it has a time that goes both ways, knobs to turn, and forks.
export default defineRun({
  knobs: { lr: 0.5, hidden: 8 },
  data: ({ count, random }) => generateMoons(count, random, { noise: 0.15 }),
  model: ({ knobs }) => new Sequential(new Linear(2, knobs.hidden), new Tanh(), new Linear(knobs.hidden, 2)),
  loss: crossEntropy,
  optimizer: (parameters, { knobs }) => new SGD(parameters, { lr: knobs.lr }),
});
