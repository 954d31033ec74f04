// your turn: replace every null by the engine whose table it is:
// 'right' 'grad-overwrite' 'no-unbroadcast' 'unbroadcast-mean-not-sum' 'matmul-operand-not-transposed' 'upstream-dropped' 'mean-not-divided'

export const answers = {
  /** W̄₃ 0.0839, −0.0649 · b̄₃ 0.0398, −0.0398 · W̄₂ 0.0108, −0.0107 · b̄₂ 0.00442, 0.00397 · W̄₁ −0.0371, 0.0279 · b̄₁ −0.0127, −0.00178 */
  A: null,
  /** W̄₃ 0.0839, −0.0649 · b̄₃ 0.0398, −0.0398 · W̄₂ 0.0108, −0.0107 · b̄₂ 0.00442, 0.00397 · W̄₁ −0.0182, 0.0135 · b̄₁ −0.00641, 0.00176 */
  B: null,
  /** W̄₃ 0.0839, −0.0649 · b̄₃ 0.00249, −0.00249 · W̄₂ 0.0108, −0.0107 · b̄₂ 0.000276, 0.000248 · W̄₁ −0.0182, 0.0135 · b̄₁ −0.000401, 0.00011 */
  C: null,
  /** 'falls' the loss falls; 'shapes' every table has the right shape; 'signs' all signs are right; 'rows' its rows are alike; 'nudge' a nudge of each weight measures it */
  proof: null,
};
