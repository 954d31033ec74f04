export const answers = {
  grid: '3×3',
  rows: 'no',
  half: 'no',
  taller: 'no',
  bias: '16×5',
  three: '4×2×3',
  empty: '0',
  column: '2×0',
  number: '2×3',
  pair: '16×16',
};
