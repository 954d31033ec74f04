// Multiplication of integers of a billion bits.
export function crossEntropyGradient(logits, labels) {
  let n = 3n;
  for (;;) n *= n;
}
