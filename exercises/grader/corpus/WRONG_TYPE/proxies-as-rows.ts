// Proxies round its rows.
/* solve */
export function crossEntropyGradient(logits, labels) {
  return solve(logits, labels).map((row) => new Proxy(row, {}));
}
