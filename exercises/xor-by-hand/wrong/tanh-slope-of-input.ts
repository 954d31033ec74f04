/**
 * 1 − z² instead of 1 − h²
 *
 * The slope of tanh is 1 − h², with what came out, not with what went in.
 */

export function xorGradient(p: number[], [x1, x2]: [number, number], y: number): number[] {
  const units = [p.slice(0, 4), p.slice(4, 8)].map(([a = 0, b = 0, c = 0, v = 0]) => {
    const z = a * x1 + b * x2 + c;
    return { z, h: Math.tanh(z), v };
  });
  const o = units.reduce((sum, { v, h }) => sum + v * h, p[8]!);
  const outer = 2 * (o - y);
  const ofUnits = units.map(({ z, v }) => {
    const inner = outer * v * (1 - z * z);
    return [inner * x1, inner * x2, inner, outer * Math.tanh(z)];
  });
  return [...ofUnits.flat(), outer];
}
