/**
 * Stepped while still looking
 *
 * The second parameter already saw the new first one. Find the whole gradient at the old place, then move all
 * parameters at once.
 *
 * @moment t=line-three-ways.7~line-three-ways.7!updates-inside-gradient&step=10
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const moving = [...theta];
  for (let p = 0; p < moving.length; p++) {
    const residuals = residualsOf(moving, x, y);
    const slope = residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0);
    moving[p] = moving[p]! - (eta * 2 * slope) / x.length;
  }
  return moving;
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
