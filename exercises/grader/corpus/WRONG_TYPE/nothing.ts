// Returns nothing.
export function crossEntropyGradient(logits, labels) {
  
}
