export const answers = {
  A: 'absolute',
  B: 'squares-separately',
  C: 'halved',
  D: 'not-recognised',
};
