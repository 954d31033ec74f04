export const answers = {
  anna: 'overfit',
  bo: 'dropout',
  chen: 'underfit',
  dora: 'leak',
  emil: 'rate',
  fay: 'fine',
};
