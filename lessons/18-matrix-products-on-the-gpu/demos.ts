/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'No barriers, three orders of the threads. In which of them is the sum right?',
    moment: '#grid-race-missing-barrier',
  },
  { ask: 'Who is missing at the barrier?', moment: '#grid-early-returns-early' },
  {
    ask: 'The second barrier is gone. Who overwrites what, and who was still reading?',
    moment: '#grid-tile-missing-second-barrier',
  },
  { ask: 'Six programs, one product. Which is the slowest on this machine?', moment: '#ladder' },
];
