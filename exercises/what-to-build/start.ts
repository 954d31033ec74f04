// your turn: replace every null by an option.

export const answers = {
  /** rain tomorrow, in millimetres: 'number' 'squashed-number' 'coin' 'die' */
  rain: null,
  /** spam or not: 'number' 'coin' 'sigmoid-coin' 'one-logit-die' */
  spam: null,
  /** which of ten digits: 'class-number' 'die' 'coins' 'softmax-die' */
  digit: null,
  /** tags of a photo, any of twenty: 'die' 'coins' 'softmax-die' 'coin' */
  tags: null,
  /** the next of 27 letters: 'die' 'softmax-die' 'class-number' 'coin' */
  letter: null,
  /** the chance that a customer comes back: 'coin' 'one-logit-die' 'sigmoid-coin' 'die' */
  return: null,
  /** how likely each of one to five stars is: 'class-number' 'coins' 'die' 'coin' */
  stars: null,
  /** fraud, one case in a thousand: 'number' 'coin' 'sigmoid-coin' 'one-logit-die' */
  fraud: null,
  /** judged by: 'rmse' 'accuracy' 'precision-recall' 'perplexity' */
  'rain-judged': null,
  'digit-judged': null,
  'letter-judged': null,
  'fraud-judged': null,
};
