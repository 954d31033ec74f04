// Code from a text.
export function crossEntropyGradient(logits, labels) {
  return eval("logits");
}
