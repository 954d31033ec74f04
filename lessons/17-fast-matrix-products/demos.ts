/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  { ask: 'Nine programs, the same arithmetic. Vote: which rung pays most? Then measure.', moment: '#ladder' },
  { ask: '100 numbers, two groups of 64, and no guard. Will it crash?', moment: '#grid-guard-missing-guard' },
  {
    ask: 'Every thread asks for its place in the group. Who writes the last thirty-six numbers?',
    moment: '#grid-guard-local-for-global-id',
  },
  { ask: 'x is the row now. How many lines of memory do sixteen neighbours read?', moment: '#grid-two-rows-first' },
];
