export const answers = {
  a: 'softmax-applied-twice',
  b: 'sum-not-mean',
  c: 'no-zero-grad',
};
