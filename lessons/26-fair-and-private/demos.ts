import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'The column is gone. Is it fair? Vote, then switch the labels by which it is examined.',
    moment: '#t=credit-logistic.7(examples=4000,groupEffect=-1)&step=1249',
    prepared: {
      title: 'Judged twice',
      minutes: 5,
      choices: ['yes, it cannot see the group', 'yes, by what was written down', 'no'],
      answer:
        'By what was written down the rates of both groups agree. By what the same people would have done, had all been judged alike, group B stays behind: whoever has nothing but the records cannot find it.',
      thenTry: 'Which labels would you have, in the world? Let somebody defend an audit that has only the records.',
    },
  },
  {
    ask: 'With one person, and without. How far can one person move six numbers? Then clip.',
    moment: '#t=credit-logistic.7(extreme=5)~credit-logistic.7(extreme=5,without=5)&step=629&track=2',
  },
  {
    ask: 'Both curves look right. Which promise is broken, and how could one find out?',
    moment:
      '#t=credit-logistic.7(extreme=5,clip=1)!clips-the-mean-not-each~credit-logistic.7(extreme=5,clip=1,without=5)!clips-the-mean-not-each&step=629&track=2',
  },
  {
    ask: 'Everyone sets a line for each group so that it is fair, and says in which sense.',
    moment: '#t=credit-logistic.7(examples=4000)&step=1249',
  },
];
