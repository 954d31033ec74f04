// 1.5 GB in one piece.
export function crossEntropyGradient(logits, labels) {
  return new Uint8Array(1.5e9).fill(1);
}
