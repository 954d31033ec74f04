/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
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
