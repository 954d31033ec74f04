/**
 * The gradient of (o − y)² with respect to the nine parameters, in their order.
 *
 * p: [a₁, b₁, c₁, v₁, a₂, b₂, c₂, v₂, f]. x: the two inputs. y: the target.
 */
export function xorGradient(p: number[], x: [number, number], y: number): number[] {
  const [a1 = 0, b1 = 0, c1 = 0, v1 = 0, a2 = 0, b2 = 0, c2 = 0, v2 = 0, f = 0] = p;
  const h1 = Math.tanh(a1 * x[0] + b1 * x[1] + c1);
  const h2 = Math.tanh(a2 * x[0] + b2 * x[1] + c2);
  const error = f + v1 * h1 + v2 * h2 - y;
  // your turn: walk back from the error. This is the slope of the loss in nothing yet.
  return p.map(() => 0 * error);
}
