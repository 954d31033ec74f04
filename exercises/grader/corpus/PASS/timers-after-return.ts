// Leaves timers and promises behind: once the last answer is given, nothing waits for them.
setInterval(() => {}, 1);
/* solve */
export function crossEntropyGradient(logits, labels) {
  setTimeout(() => { throw new Error("late"); }, 0);
  new Promise(() => {});
  return solve(logits, labels);
}
