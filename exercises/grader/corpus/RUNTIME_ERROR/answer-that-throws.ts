// An answer whose cells throw when read.
/* solve */
export function crossEntropyGradient(logits, labels) {
  const answer = solve(logits, labels);
  Object.defineProperty(answer, 0, { enumerable: true, get() { throw new Error("no"); } });
  return answer;
}
