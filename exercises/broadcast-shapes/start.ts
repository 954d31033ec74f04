/**
 * The shape of an elementwise operation on operands of shapes a and b.
 *
 * Throws an Error where they cannot be broadcast.
 */
export function broadcastShape(a: number[], b: number[]): number[] {
  // your turn: line the shapes up at their last axes.
  return a;
}
