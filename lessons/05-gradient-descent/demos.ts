import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'All fifty, eight, or one: after twenty updates, who stands lowest?',
    moment:
      '#t=line-three-ways.7(batch=50)~line-three-ways.7(batch=8)~line-three-ways.7(batch=1)&step=20&hide=clock,losses',
  },
  {
    ask: 'And after each has read the fifty examples once? Vote again.',
    moment:
      '#t=line-three-ways.7(batch=50)~line-three-ways.7(batch=8)~line-three-ways.7(batch=1)&step=1&track=3&clock=examples',
  },
  {
    ask: 'Everyone names the largest rate that still descends. Then 0.33 beside 0.34.',
    moment: '#t=line-three-ways.7(lr=0.33)~line-three-ways.7(lr=0.34)&step=50',
    prepared: {
      title: 'How fast is too fast',
      minutes: 4,
      choices: ['0.1', '0.3', '0.6', '1'],
      answer:
        'There is an edge. Below it every step brings the line nearer, above it every step throws the line further than the one before. Where it lies is a matter of the data alone: of how steep the steepest direction of the surface is.',
      thenTry: 'Find the edge by halving, with the class as the judge of each try.',
    },
  },
  {
    ask: 'The file is sorted by x, and nobody shuffles. Why does it run in circles?',
    moment: '#t=line-three-ways.7(batch=1,order=sorted)&step=600',
  },
  {
    ask: 'Sum instead of mean: which of the three does not notice?',
    moment:
      '#t=line-three-ways.7(batch=50)!sum-not-mean~line-three-ways.7(batch=8)!sum-not-mean~line-three-ways.7(batch=1)!sum-not-mean&step=1',
  },
  {
    ask: 'One example at a time, and a ridge ahead: will it cross?',
    moment: '#t=sine-frequency.7(orderSeed=1,lr=0.3,batch=1,start=5)&step=311',
  },
];
