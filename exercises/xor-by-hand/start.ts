/**
 * The gradient of (o − y)² with respect to the nine parameters, in their order.
 *
 * p: [a₁, b₁, c₁, v₁, a₂, b₂, c₂, v₂, f]. x: the two inputs. y: the target.
 */
export function xorGradient(p: number[], x: [number, number], y: number): number[] {
  const [a1, b1, c1, v1, a2, b2, c2, v2, f] = p;
  // your turn: forwards to o, then back from it.
  return p.map(() => 0);
}
