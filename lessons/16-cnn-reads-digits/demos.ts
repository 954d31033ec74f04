import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'The network has seen nothing. How many of these thirty-two are right, and why not none?',
    moment: '#t=digits-cnn.7&step=0&view=batch-grid',
    prepared: {
      title: 'One of thirty-two',
      minutes: 3,
      choices: ['none', 'about three', 'about ten', 'half'],
      answer:
        'It guesses among ten digits, so about one in ten is right by luck, a few more or less with every seed. The loss says the same: it is near the logarithm of ten, which is what a guesser pays.',
      thenTry: 'Another seed: how far from one in ten does luck reach? Then forty steps on.',
    },
  },
  {
    ask: 'At this step the second is ahead, and one line is missing in it. Which? And will it go on?',
    moment: '#t=digits-cnn.7~digits-cnn.7!no-zero-grad&step=20&view=loss-curve',
    prepared: {
      title: 'The forgotten line',
      minutes: 4,
      choices: ['the forward pass', 'emptying the gradients', 'the backward pass', 'the update'],
      answer:
        'Nobody empties the gradients. What was added up before is added again, step after step, like a momentum without a brake: it is faster at first, and then it unlearns everything.',
      thenTry: 'Find the first step that differs, and say why it is the second one.',
    },
  },
  {
    ask: 'Thirty-two losses are added up, and nobody divides by thirty-two. What does the second loss do in its first step?',
    moment: '#t=digits-cnn.7~digits-cnn.7!sum-not-mean&step=0&view=loss-curve',
    prepared: {
      title: 'Sum or mean',
      minutes: 3,
      choices: ['it falls a little', 'it falls thirty-two times as far', 'it stays', 'it leaps up'],
      answer:
        'It leaps up. As a sum it begins thirty-two times as high; its gradient is thirty-two times as long as well, so the first update jumps over everything, and afterwards it pays more than thirty-two guessers do.',
      thenTry: 'Divide the rate by thirty-two: which of the two runs does it become?',
    },
  },
  {
    ask: 'Which of the ten logits gets the largest gradient, and what do the ten add up to?',
    moment: '#t=digits-cnn.7&step=40&pass=backward&op=crossEntropy',
    prepared: {
      title: 'Who gets the blame',
      minutes: 4,
      choices: ['the label’s', 'the one it believed instead', 'all ten alike', 'the smallest one'],
      answer:
        'A logit gets its chance, minus one where it is the label. So the label is pulled up and whatever was believed instead is pushed down; with these two the row is nearly told, and it adds up to nothing.',
      thenTry: 'A digit that it reads well: how long is its row now?',
    },
  },
  {
    ask: 'Point at one pixel. How many cells of the three by three kernel hear about it on the way back?',
    moment: '#t=digits-cnn.7&step=40&pass=backward&op=conv1',
    prepared: {
      title: 'One pixel, nine cells',
      minutes: 3,
      choices: ['one', 'three', 'nine', 'all of them'],
      answer:
        'All nine. The window slides over the pixel, and each of its cells lies on it once: nine places, nine products, one kernel.',
      thenTry: 'A pixel at the border: which places of the window do not exist?',
    },
  },
  {
    ask: 'The same digits, five times darker, without and with batch norm. Which one learns?',
    moment:
      '#t=digits-cnn.7(contrast=0.2,lr=0.03,schedule=none)~digits-cnn.7(norm=batch,contrast=0.2,lr=0.03,schedule=none)&step=0',
  },
  {
    ask: 'The loss has come down. What does the test say at this step?',
    moment: '#t=digits-cnn.7(norm=batch,contrast=0.2,lr=0.03,schedule=none)&step=20',
  },
  {
    ask: 'Backwards, all four cells of a window get the whole gradient. Does it still learn?',
    moment: '#t=digits-cnn.7~digits-cnn.7!maxpool-grad-spread&step=20&track=2',
  },
  {
    ask: 'Forwards these two agree in every number. At which operation do they part?',
    moment: '#t=digits-cnn.7(norm=batch,lr=0.03)~digits-cnn.7(norm=batch,lr=0.03)!stats-as-constants&step=6&track=2',
  },
];
