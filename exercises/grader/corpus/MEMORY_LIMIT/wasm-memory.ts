// A gigabyte by WebAssembly.
export function crossEntropyGradient(logits, labels) {
  return new WebAssembly.Memory({ initial: 20000 });
}
