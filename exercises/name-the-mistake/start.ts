// your turn: replace every null by one of these names.
// 'adds-instead' 'not-squared' 'absolute' 'squares-separately' 'halved' 'returns-constant' 'not-recognised'

export const answers = {
  A: null,
  B: null,
  C: null,
  D: null,
};
