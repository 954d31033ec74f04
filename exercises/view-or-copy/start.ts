// your turn: replace every null by 'shares' or 'copies'. x has four rows and six columns, and lies flat.

export const answers = {
  /** x.slice(1, 0, 2) */
  slice: null,
  /** x.transpose() */
  transpose: null,
  /** x.reshape([-1]) */
  flat: null,
  /** x.transpose().reshape([-1]) */
  turnedFlat: null,
  /** x.slice(1, 0, 2).reshape([-1]) */
  columnsFlat: null,
  /** x.slice(0, 1, 3).reshape([-1]) */
  rowsFlat: null,
  /** x.flip(0) */
  flip: null,
  /** x.slice(0, 0, 1).expand([4, 6]) */
  expand: null,
};
