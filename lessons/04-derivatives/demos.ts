/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'In float32: which h measures the slope best? Vote for a power of ten, then turn the dial.',
    moment: '#valley',
  },
  {
    ask: 'A rule that returns nothing at all passes a check. Which check, and why?',
    moment: '#asleep',
  },
  {
    ask: 'Started nearly right, with a derivative that forgets its upstream. Where will it settle?',
    moment:
      '#t=sine-frequency.7(start=2,lr=0.05,batch=40)~sine-frequency.7(start=2,lr=0.05,batch=40)!upstream-dropped&step=20&track=2',
  },
  {
    ask: 'The forward passes agree in every number. Which op is the first to differ?',
    moment:
      '#t=sine-frequency.7(start=2,lr=0.05,batch=40)~sine-frequency.7(start=2,lr=0.05,batch=40)!upstream-dropped&step=0&track=2',
  },
];
