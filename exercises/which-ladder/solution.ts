export const answers = { A: 'default', B: 'large', C: 'he', D: 'small', E: 'constant', F: 'xavier' };
