/**
 * Where an operand of this shape is read for the output cell at index: how many of its cells lie before it.
 *
 * The cells lie in row-major order. The output may have more axes than the operand, and is wider where the operand has 1.
 */
export function sourceOffset(index: number[], shape: number[]): number {
  // your turn
  return 0;
}
