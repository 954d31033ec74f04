/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
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
