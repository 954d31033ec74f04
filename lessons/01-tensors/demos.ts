/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Strides 27 and 1, in the section “Wrong on purpose”: who has seen this picture on an old television?',
    moment: '#dials',
  },
  {
    ask: 'One of the two runs learns next to nothing. Find the line that lies, before anybody names it.',
    moment: '#t=plane-regression.7~plane-regression.7!transpose-by-reshape&step=10&track=2',
  },
  {
    ask: 'The transpose is back from step 20 on. How many steps did the bug cost?',
    moment: '#t=plane-regression.7~plane-regression.7!transpose-by-reshape@20:!&step=59&track=2',
  },
];
