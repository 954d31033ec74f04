// A regular expression that backtracks for ever.
export function crossEntropyGradient(logits, labels) {
  return /^(a+)+$/.test("a".repeat(40) + "b");
}
