/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Scores 4, 0, 0, and the last one is right. Who is pulled hardest, and what do the three pulls add up to?',
    moment: '#t=three-clouds.7&step=50&view=bench-pulls',
  },
  {
    ask: 'Both read the points alike. One loss stands far higher, and stays there: what is wrong with it?',
    moment: '#t=three-clouds.7~three-clouds.7!softmax-applied-twice&step=199&track=2&view=loss-twice',
  },
  {
    ask: 'One point of 150 holds out. What happens to the border when nobody listens to it?',
    moment: '#t=three-clouds.7~three-clouds.7@0:skip(140)&step=50&track=2&view=loud-points',
  },
  {
    ask: 'The clouds are a thousand times as wide. How many steps until the loss without the shift is no number?',
    moment:
      '#t=three-clouds.7(featureScale=1000)~three-clouds.7(featureScale=1000)!softmax-no-max-shift&step=1&track=2',
  },
];
