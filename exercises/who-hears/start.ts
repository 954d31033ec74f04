// your turn: replace every null by how many windows see the pixel: '1' '2' '3' '4' '6' '9'.
// The picture is 5 × 5, the window 3 × 3.

export const answers = {
  /** (2, 2), padding 0, stride 1 */
  centre: null,
  /** (0, 0), padding 1, stride 1 */
  corner: null,
  /** (0, 2), padding 1, stride 1 */
  edge: null,
  /** (0, 0), padding 0, stride 1 */
  unpadded: null,
  /** (1, 1), padding 0, stride 1 */
  beside: null,
  /** (2, 2), padding 0, stride 2 */
  strided: null,
  /** (1, 1), padding 0, stride 2 */
  between: null,
  /** (0, 0), padding 1, stride 1: which cells of the kernel meet it? '00 01 10 11' '11 12 21 22' '11' */
  cells: null,
};
