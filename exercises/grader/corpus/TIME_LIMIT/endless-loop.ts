// A loop without an end.
export function crossEntropyGradient(logits, labels) {
  for (;;);
}
