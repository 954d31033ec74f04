// your turn: replace every null by the shape that comes out, or by 'no' where the two do not fit.

export const answers = {
  /** [3] with [3, 1]. '3×1' '3×3' '3' 'no' */
  grid: null,
  /** [2, 3] with [2]. '2×3' '2×2' '3' 'no' */
  rows: null,
  /** [4] with [2]. '4' '2' '4×2' 'no' */
  half: null,
  /** [2, 3] with [4, 3]. '4×3' '2×3' '8×3' 'no' */
  taller: null,
  /** [16, 5] with [5]. '16×5' '5' '16×1' 'no' */
  bias: null,
  /** [4, 1, 3] with [2, 3]. '4×2×3' '4×1×3' '2×1×3' 'no' */
  three: null,
  /** [0] with [1]. '0' '1' 'no' */
  empty: null,
  /** [2, 0] with [2, 1]. '2×0' '2×1' 'no' */
  column: null,
  /** [], a single number, with [2, 3]. '2×3' 'number' '1' 'no' */
  number: null,
  /** [16, 1] with [16]. '16×16' '16×1' '16' 'no' */
  pair: null,
};
