// Answers differently every time.
let calls = 0;
/* solve */
export function crossEntropyGradient(logits, labels) {
  calls++;
  return solve(logits, labels).map((row) => row.map((x) => x + calls));
}
