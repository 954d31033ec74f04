// An answer with a billion entries.
export function crossEntropyGradient(logits, labels) {
  return new Array(1e9);
}
