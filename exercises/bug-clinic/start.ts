// your turn: replace every null by one of these names.
// 'softmax-applied-twice' 'sum-not-mean' 'no-zero-grad' 'lr-too-small' 'labels-shuffled' 'dead-relu' 'no-shuffle' 'default-eps-mismatch' 'weight-decay-too-large'
//
// At the steps 0 1 5 10 15 20 40 60 80 120 159:
// a. Loss: 2.30 2.30 2.28 2.24 2.18 2.17 2.09 1.87 1.82 1.60 1.57
//    Right: 0.09 0.28 0.22 0.25 0.38 0.34 0.41 0.66 0.66 0.94 1.00
//    First update: 0.31 long
// b. Loss: 114.01 274.82 1051.28 117.67 115.41 116.56 119.44 117.81 118.47 115.64 118.61
//    Right: 0.12 0.06 0.12 0.18 0.10 0.02 0.10 0.06 0.10 0.06 0.10
//    First update: 3.44 long
// c. Loss: 2.28 2.32 2.11 1.56 1.18 1.16 0.87 1.61 0.50 1.44 1.02
//    Right: 0.12 0.10 0.20 0.56 0.60 0.74 0.76 0.72 0.82 0.56 0.66
//    First update: 0.07 long

export const answers = {
  a: null,
  b: null,
  c: null,
};
