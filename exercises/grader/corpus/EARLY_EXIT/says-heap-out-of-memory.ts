// Prints what an engine prints about a full heap, and ends.
export function crossEntropyGradient(logits, labels) {
  process.stderr.write("heap out of memory");
  process.exit(134);
}
