export const answers = {
  order: ['usual', 'double', 'large', 'eightfold'],
  linear: 'first',
  root: 'first',
  small: 'alike',
  same: 'first',
  examples: 'first',
};
