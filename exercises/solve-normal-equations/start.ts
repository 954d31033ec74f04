/** The best parameters of a linear model, by the normal equations. x: m rows of D numbers. y: m targets. Returns D + 1 numbers, the bias first. */
export function normalEquations(x: number[][], y: number[]): number[] {
  // your turn: build XᵀX and Xᵀy, clear below the diagonal, then go from the last row up.
  return [];
}
