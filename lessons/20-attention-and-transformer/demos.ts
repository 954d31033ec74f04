import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'Draw, for each of six places, the mean digit that it looks at: now, and when it can sort.',
    moment: '#t=sort-transformer.7&step=0&view=rank-table',
    prepared: {
      title: 'What does it look for',
      minutes: 4,
      choices: ['a flat row', 'a rising line', 'a falling line'],
      answer:
        'Untrained it is a flat row: every place looks at all digits alike. Trained, the row has opened like a fan: the first places look at small digits, the last ones at large ones. It looks for sizes, and not for places.',
      thenTry: 'Take one head away at this step. How soon do the others close the gap?',
    },
  },
  { ask: 'Draw the fan first: at which digit does each of six places look?', moment: '#t=sort-transformer.7&step=0' },
  { ask: 'And when it can sort?', moment: '#t=sort-transformer.7&step=499' },
  {
    ask: 'Two loss curves. Which of the two networks has broken heads? Look at the fans.',
    moment: '#t=sort-transformer.7~sort-transformer.7!heads-by-reshape-without-transpose&step=499',
  },
  {
    ask: 'One of four heads is taken away. How soon does the network get over it?',
    moment: '#t=sort-transformer.7~sort-transformer.7@120:ablate(encoder.layers.0.self_attn,1)&step=120',
  },
  {
    ask: 'Nobody says where a digit stands. What do the two 1s answer?',
    moment: '#t=sort-transformer.7!no-positions&step=200&read=314159',
  },
  { ask: 'sieben hundert … zwei: which English word is asked?', moment: '#t=number-words.7&step=200&read=742' },
  { ask: 'And before it has learned a word?', moment: '#t=number-words.7&step=0&read=742' },
  {
    ask: 'One of the two losses is much lower. Which network do you ship? Let both write.',
    moment: '#t=tiny-gpt.7(context=32)~tiny-gpt.7(context=32)!mask-off-by-one&step=100',
  },
];
