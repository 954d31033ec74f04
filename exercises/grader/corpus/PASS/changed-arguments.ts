// Changes its arguments, which is only noted.
/* solve */
export function crossEntropyGradient(logits, labels) {
  const answer = solve(logits, labels);
  logits[0][0] = 99;
  labels.length = 0;
  return answer;
}
