// A Proxy round the right answer.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return new Proxy(solve(logits, labels), {});
}
