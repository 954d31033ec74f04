/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'The loss is finite and every shape prints fine. Why does this line not tilt?',
    moment: '#t=line-regression.7~line-regression.7!missing-unsqueeze&step=50&track=2',
  },
  {
    ask: 'The lost axis is put back at step 20. How long does it take to recover?',
    moment: '#t=line-regression.7~line-regression.7!missing-unsqueeze@20:!&step=40&track=2',
  },
  {
    ask: 'One bias is set to 1. Which of the sixteen predictions move?',
    moment: '#t=line-regression.7~line-regression.7@0:set(bias[0],1)&step=0&track=2',
  },
];
