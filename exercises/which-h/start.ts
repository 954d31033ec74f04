// your turn: replace every null.

export const answers = {
  /** sin x near x = 1 in float64: these five h from the smallest error to the largest: '1e-1' '1e-3' '1e-5' '1e-8' '1e-12' */
  float64: null,
  /** The same in float32: which of the five h is best? */
  float32: null,
  /** How good is the one-sided (J(x + h) − J(x)) / h at its own best h, beside the centred one at its best? 'alike' 'worse' 'better' */
  forward: null,
  /** How large is the centred difference's error for J = x² at h = 0.1, apart from rounding? 'none' 'h' 'h2' */
  parabola: null,
  /** J = (x / 10⁶)³ near x = 2,000,000 in float64: which of the five h is best? */
  far: null,
};
