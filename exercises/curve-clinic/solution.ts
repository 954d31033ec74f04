export const answers = {
  ada: 'zero-after-backward',
  ben: 'softmax-applied-twice',
  cem: 'healthy',
  dov: 'trains-on-validation',
  eve: 'no-zero-grad',
  fay: 'sum-not-mean',
};
