// A comparator that makes sorting last.
export function crossEntropyGradient(logits, labels) {
  return new Array(1e4).fill(0).sort(() => { for (let i = 0; i < 1e9; i++); return 1; });
}
