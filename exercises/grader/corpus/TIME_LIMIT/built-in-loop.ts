// A built-in that loops where nothing can interrupt it.
export function crossEntropyGradient(logits, labels) {
  return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
}
