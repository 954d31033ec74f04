export const answers = {
  rain: 'number',
  spam: 'coin',
  digit: 'die',
  tags: 'coins',
  letter: 'die',
  return: 'coin',
  stars: 'die',
  fraud: 'coin',
  'rain-judged': 'rmse',
  'digit-judged': 'accuracy',
  'letter-judged': 'perplexity',
  'fraud-judged': 'precision-recall',
};
