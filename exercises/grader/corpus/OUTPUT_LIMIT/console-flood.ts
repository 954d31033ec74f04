// Prints without end.
export function crossEntropyGradient(logits, labels) {
  for (;;) console.log("drip");
}
