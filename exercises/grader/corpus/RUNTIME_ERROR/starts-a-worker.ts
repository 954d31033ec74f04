// Starts a thread that would outlive it.
export function crossEntropyGradient(logits, labels) {
  return new Worker("data:text/javascript,for(;;);");
}
