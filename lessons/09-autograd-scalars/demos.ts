/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Before the first update. Cover the gradients and walk back from the loss: who says the next number? Five times.',
    moment: '#t=xor-scalars.4&step=0',
  },
  {
    ask: 'Two units, and half of the corners stay wrong. More time, or one more unit?',
    moment: '#t=xor-scalars.5~xor-scalars.5(hidden=3)&step=199&track=2',
  },
  {
    ask: 'One of them writes = for +=. Forwards they agree in every number. Which example is the only one that teaches?',
    moment: '#t=xor-scalars.4~xor-scalars.4!grad-overwrite&step=16&track=2',
  },
  {
    ask: 'Three walks back through one graph with two paths. Which of the two wrong ones still learns?',
    moment: '#t=moons-skip.7~moons-skip.7!wrong-visit-order~moons-skip.7!visits-node-per-path&step=40&track=2',
  },
];
