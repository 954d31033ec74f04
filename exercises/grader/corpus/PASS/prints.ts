// Prints a little.
/* solve */
export function crossEntropyGradient(logits, labels) {
  console.log(logits, "x", NaN);
  process.stdout.write("y\n");
  return solve(logits, labels);
}
