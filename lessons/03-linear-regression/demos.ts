/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'A volunteer takes the line and brings the squares down. Then step 20: who was nearer?',
    moment: '#t=line-regression.7(batch=50,examples=50)&step=0&view=squares-areas',
  },
  {
    ask: 'Play to the end. Why does the loss stop here, and not at 0?',
    moment:
      '#t=line-regression.7(batch=50,examples=50)~line-regression.7(batch=50,examples=50,noise=0)&step=60&view=loss-run',
  },
  {
    ask: 'The slope is right, the height is not. Whom does this bias listen to?',
    moment:
      '#t=line-regression.7(batch=50,examples=50,begins=far)~line-regression.7(batch=50,examples=50,begins=far)!bias-not-summed&step=20&track=2&view=squares-bug',
  },
  {
    ask: 'The first input stands in the table twice. How do the two weights share it?',
    moment: '#t=plane-regression.7(inputs=first-twice)&step=50&view=theta-bars',
  },
];
