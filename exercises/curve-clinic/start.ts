// your turn: replace every null by a name, one of 'healthy' 'no-zero-grad' 'zero-after-backward' 'step-before-backward' 'trains-on-validation'
// 'softmax-applied-twice' 'sum-not-mean' 'lr-too-large'

export const answers = {
  /**
   * Training: 1.02 1.02 1.02 1.02 1.02 1.02 1.02 1.02.
   * Held out: 0.97 0.97 0.97 0.97 0.97 0.97 0.97 0.97.
   */
  ada: null,
  /**
   * Training: 1.05 0.99 0.94 0.90 0.86 0.83 0.81 0.79.
   * Held out: 0.98 0.92 0.87 0.83 0.80 0.77 0.76 0.75.
   */
  ben: null,
  /**
   * Training: 0.89 0.68 0.57 0.52 0.49 0.47 0.46 0.45.
   * Held out: 0.64 0.50 0.45 0.43 0.43 0.43 0.44 0.45.
   */
  cem: null,
  /**
   * Training: 0.89 0.56 0.56 0.57 0.57 0.57 0.56 0.56.
   * Held out: 0.34 0.29 0.27 0.26 0.26 0.25 0.25 0.24.
   */
  dov: null,
  /**
   * Training: 0.72 0.66 1.25 1.55 2.54 2.19 3.30 2.47.
   * Held out: 0.42 1.06 1.85 1.90 2.24 4.03 6.76 12.26.
   */
  eve: null,
  /**
   * Training: 5.42 4.99 4.70 4.53 4.23 4.34 4.26 4.29.
   * Held out: 57.39 57.48 57.77 55.66 51.87 55.90 56.57 54.63.
   */
  fay: null,
};
