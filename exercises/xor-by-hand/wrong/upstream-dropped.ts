/**
 * h reaches the output through v
 *
 * You walked from the error straight into the unit. On its way h is multiplied by v, so its gradient is, too.
 *
 * @moment t=xor-scalars.4~xor-scalars.4!upstream-dropped&step=16&track=2
 */

export function xorGradient(p: number[], [x1, x2]: [number, number], y: number): number[] {
  const units = [p.slice(0, 4), p.slice(4, 8)].map(([a = 0, b = 0, c = 0, v = 0]) => {
    const z = a * x1 + b * x2 + c;
    return { z, h: Math.tanh(z), v };
  });
  const o = units.reduce((sum, { v, h }) => sum + v * h, p[8]!);
  const outer = 2 * (o - y);
  const ofUnits = units.map(({ h }) => {
    const inner = outer * (1 - h * h);
    return [inner * x1, inner * x2, inner, outer * h];
  });
  return [...ofUnits.flat(), outer];
}
