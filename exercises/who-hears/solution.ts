export const answers = {
  centre: '9',
  corner: '4',
  edge: '6',
  unpadded: '1',
  beside: '4',
  strided: '4',
  between: '1',
  cells: '00 01 10 11',
};
