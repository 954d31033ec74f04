import type { Demo } from '../../site/demos/Demo.ts';

/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly Demo[] = [
  {
    ask: 'The error enters at the last letter. Mark the letter where a hundredth of it is left: in the plain cell, then in the LSTM.',
    moment: '#t=names-rnn.7~names-lstm.7&step=120&pass=backward',
    prepared: {
      title: 'How far back',
      minutes: 4,
      choices: ['two letters', 'four letters', 'eight letters', 'it arrives everywhere'],
      answer:
        'In the plain cell every letter back multiplies by the same matrix and by a slope below one, so what arrives shrinks like a power. The LSTM has a lane of its own on the way back, where only the forget gate multiplies.',
      thenTry: 'Four times the recurrent weights: does it vanish still, or does it explode?',
    },
  },
  {
    ask: 'It has read “gua”. Which letter does it hold most likely? And before training?',
    moment: '#t=names-rnn.7&step=200&op=recurrent.l0.t3.hidden',
  },
  {
    ask: 'Only the last letter’s error goes back. In which cell does more of it reach the first letter?',
    moment: '#t=names-rnn.7~names-lstm.7&step=200&read=guadalajara&letter=10',
  },
  {
    ask: 'The error enters at the last of thirty letters. How far back is less than one per cent of it left?',
    moment: '#t=recall-rnn.7&step=0&pass=backward',
  },
  {
    ask: 'Twice, four times the recurrent weights: does the gradient still vanish?',
    moment: '#t=recall-rnn.7(recurrentScale=4)&step=0&pass=backward',
  },
  {
    ask: 'The same, and now the weights at half: one slider from vanishing to exploding.',
    moment: '#t=recall-rnn.7(recurrentScale=0.5)&step=0&pass=backward',
  },
  { ask: 'Two cells, one seed: which one will remember?', moment: '#t=recall-rnn.7~recall-lstm.7&step=0' },
  { ask: 'And after three hundred steps?', moment: '#t=recall-rnn.7~recall-lstm.7&step=299' },
  { ask: 'The same LSTM with its forget gates open.', moment: '#t=recall-lstm.7(forgetBias=3)&step=60' },
  {
    ask: 'Same weights, same data: which of the two learns, the one whose gradient is cut to length?',
    moment:
      '#t=recall-rnn.7(length=20,recurrentScale=3,optimizer=sgd,lr=0.5)~recall-rnn.7(length=20,recurrentScale=3,optimizer=sgd,lr=0.5,clip=1)&step=60',
  },
  {
    ask: 'The losses of step 0 are the same. Where do the two runs part?',
    moment: '#t=recall-rnn.7(length=10)~recall-rnn.7(length=10)!bptt-last-step-only&step=0&track=2',
  },
  {
    ask: 'Its loss is nearly nothing. Would you use it? Let it write.',
    moment: '#t=names-lstm.7!target-not-shifted&step=200',
  },
];
