export const answers = {
  order: ['usual', 'double', 'large', 'eightfold'],
  linear: 'first',
  root: 'alike',
  small: 'alike',
  same: 'first',
  examples: 'first',
};
