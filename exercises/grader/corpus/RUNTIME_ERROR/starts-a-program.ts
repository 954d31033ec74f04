// Starts another program.
export function crossEntropyGradient(logits, labels) {
  return process.getBuiltinModule("node:child_process").spawnSync("true");
}
