export const answers = { A: 'grad-overwrite', B: 'right', C: 'unbroadcast-mean-not-sum', proof: 'nudge' };
