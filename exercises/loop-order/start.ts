/** How often the innermost steps of C += A · B move on to another line of memory. */
export function lineChanges(order: 'ijp' | 'ipj' | 'jip' | 'jpi' | 'pij' | 'pji', n: number, perLine: number): number {
  // your turn: which index moves at every step, and where does it stand in a, b and c?
  return order.length * n * perLine;
}
