export const answers = {
  slice: 'shares',
  transpose: 'shares',
  flat: 'shares',
  turnedFlat: 'copies',
  columnsFlat: 'copies',
  rowsFlat: 'shares',
  flip: 'copies',
  expand: 'shares',
};
