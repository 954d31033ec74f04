/** Three patients of the clinic, as their runs said it (curves.test.ts trains them anew and compares). Nothing here is handed to an answer. */

/** The runs, with their flaws. */
export const TRACKS = {
  a: 'digits-mlp.7(schedule=none)!softmax-applied-twice',
  b: 'digits-mlp.7(batch=50,lr=0.1,optimizer=sgd,schedule=none)!sum-not-mean',
  c: 'digits-mlp.7(batch=50,lr=0.1,optimizer=sgd,schedule=none)!no-zero-grad',
};

export const STEPS = [0, 1, 5, 10, 15, 20, 40, 60, 80, 120, 159];

/** Losses and shares read right at these steps, and how far all parameters moved in the first update. */
export const patients = {
  a: {
    losses: ['2.30', '2.30', '2.28', '2.24', '2.18', '2.17', '2.09', '1.87', '1.82', '1.60', '1.57'],
    right: ['0.09', '0.28', '0.22', '0.25', '0.38', '0.34', '0.41', '0.66', '0.66', '0.94', '1.00'],
    first: '0.31',
  },
  b: {
    losses: [
      '114.01',
      '274.82',
      '1051.28',
      '117.67',
      '115.41',
      '116.56',
      '119.44',
      '117.81',
      '118.47',
      '115.64',
      '118.61',
    ],
    right: ['0.12', '0.06', '0.12', '0.18', '0.10', '0.02', '0.10', '0.06', '0.10', '0.06', '0.10'],
    first: '3.44',
  },
  c: {
    losses: ['2.28', '2.32', '2.11', '1.56', '1.18', '1.16', '0.87', '1.61', '0.50', '1.44', '1.02'],
    right: ['0.12', '0.10', '0.20', '0.56', '0.60', '0.74', '0.76', '0.72', '0.82', '0.56', '0.66'],
    first: '0.07',
  },
};
