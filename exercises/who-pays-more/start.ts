// your turn: replace every null. All four examples are a yes.
// Model A gives them the chances 0.9, 0.9, 0.9, 0.4, model B 0.99, 0.99, 0.99, 0.001.

export const answers = {
  /** Which pays more? 'A' 'B' 'same' */
  pays: null,
  /** The mean binary cross-entropy of model A, to two decimals: a number. */
  lossA: null,
  /** That of model B. */
  lossB: null,
};
