/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'Thirty updates, and a smooth border. On the board: draw how the held-out loss goes on. Then play.',
    moment: '#t=noisy-moons.7&step=30',
  },
  {
    ask: 'All forty are right. Whose point is in each island?',
    moment: '#t=noisy-moons.7&step=599',
  },
  {
    ask: 'Vote: ten times the points, L2, or dropout? Which border is the smoothest, and which gap the smallest?',
    moment: '#t=noisy-moons.7(examples=400)~noisy-moons.7(l2=0.01)~noisy-moons.7(dropout=0.5)&step=599',
  },
  {
    ask: 'Why does dropout leave a gap here? Two inputs, forty points: it blurs, and cannot invent neighbours.',
    moment: '#t=noisy-moons.7~noisy-moons.7(dropout=0.5)&step=599&track=2',
  },
  {
    ask: 'Both trainings are the same to the last bit. Why do the examinations of the second one jump?',
    moment: '#t=noisy-moons.7(dropout=0.5)~noisy-moons.7(dropout=0.5)!dropout-in-eval&step=200&track=2',
  },
];
