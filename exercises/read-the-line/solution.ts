export const answers = { A: 'slope', B: 'curve', C: 'noise', D: 'bias', E: 'outlier' };
