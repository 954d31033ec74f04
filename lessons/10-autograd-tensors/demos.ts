/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  {
    ask: 'One cell of a weight’s gradient: how many terms make it, and who sent them?',
    moment: '#t=moons-skip.7&step=0&pass=backward&op=a2.matmul&sel=gradInput1[2,3]',
  },
  {
    ask: 'h₁ was used twice. On which road does more come back?',
    moment: '#t=moons-skip.7&step=0&pass=backward&op=h1',
  },
  {
    ask: 'Two engines, seed 7: the second is wrong. Which is first to be right on 97 % of the points?',
    moment: '#t=moons-skip.7~moons-skip.7!grad-overwrite&step=111',
  },
  {
    ask: 'And with another seed?',
    moment: '#t=moons-skip.2~moons-skip.2!grad-overwrite&step=116',
  },
  {
    ask: 'The losses of the first step are the same. Which op is the first to hear something wrong?',
    moment: '#t=moons-skip.7~moons-skip.7!grad-overwrite&step=0&track=2',
  },
  {
    ask: 'A bug that crashes is a kind one. What does the sentence say?',
    moment: '#t=moons-skip.7~moons-skip.7!no-unbroadcast&step=0&track=2',
  },
];
