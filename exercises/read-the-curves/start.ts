// your turn: replace every null by 'underfit', 'overfit', 'fine', 'rate', 'leak' or 'dropout'.

export const answers = {
  /** Anna: training 0.69 0.45 0.40 0.22 0.06 0.01 0.00 0.00; held out 0.69 0.52 0.50 0.69 1.75 3.28 4.15 4.61; 0.75 of the held-out rows right at the end */
  anna: null,
  /** Bo: training 0.73 0.58 0.55 0.51 0.48 0.48 0.45 0.47; held out 0.69 0.49 0.49 0.48 0.47 0.45 0.44 0.44; 0.83 of the held-out rows right at the end */
  bo: null,
  /** Chen: training 0.70 0.70 0.69 0.69 0.69 0.69 0.69 0.69; held out 0.70 0.70 0.69 0.69 0.69 0.69 0.69 0.69; 0.50 of the held-out rows right at the end */
  chen: null,
  /** Dora: training 0.69 0.45 0.40 0.22 0.06 0.01 0.00 0.00; held out 0.68 0.40 0.37 0.24 0.10 0.01 0.00 0.00; 1.00 of the held-out rows right at the end */
  dora: null,
  /** Emil: training 0.78 1.15 1.13 1.66 0.41 0.55 0.53 0.65; held out 0.77 1.45 0.97 1.29 0.45 0.56 0.62 0.60; 0.64 of the held-out rows right at the end */
  emil: null,
  /** Fay: training 0.72 0.64 0.53 0.47 0.44 0.41 0.40 0.39; held out 0.72 0.63 0.52 0.47 0.45 0.44 0.44 0.45; 0.82 of the held-out rows right at the end */
  fay: null,
};
