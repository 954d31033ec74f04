// your turn: replace every null by the start that makes this ladder:
// 'he' 'xavier' 'default' (PyTorch's) 'zeros' 'constant' (every weight 0.1) 'small' (normal, std 0.01) 'large' (normal, std 1)

export const answers = {
  /** h₁ 0.37, h₈ 0.087, g₁ 0.00013 */
  A: null,
  /** h₁ 0.57, h₈ 11000, g₁ 13000 */
  B: null,
  /** h₁ 0.57, h₈ 0.69, g₁ 0.15 */
  C: null,
  /** h₁ 0.0057, h₈ 0.0000000000011, g₁ 0.0000000000013 */
  D: null,
  /** h₁ 0.06, h₈ 206, g₁ 0, but for rounding */
  E: null,
  /** h₁ 0.14, h₈ 0.015, g₁ 0.016 */
  F: null,
};
