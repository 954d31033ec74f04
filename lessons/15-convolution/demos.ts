/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  { ask: 'Nine weights near 0. Which of them turns positive first?', moment: '#t=learn-a-filter.7&step=0' },
  { ask: 'Twenty steps later: what has been hidden in these pictures?', moment: '#t=learn-a-filter.7&step=20' },
  {
    ask: 'From step 10 on the rate is doubled. What happens?',
    moment: '#t=learn-a-filter.7~learn-a-filter.7@10:lr=1&step=14&track=2',
  },
  {
    ask: 'The pixel in the corner, with a row of zeros all round: do four, six or nine windows see it?',
    moment: '#corner',
  },
  {
    ask: 'Forwards they agree in every number. Why does one of them climb?',
    moment: '#t=learn-a-filter.7(lr=0.3)~learn-a-filter.7(lr=0.3)!weight-grad-flipped&step=5&track=2',
  },
];
