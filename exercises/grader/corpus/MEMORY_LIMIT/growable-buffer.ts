// A buffer that reserves what it may become, told by a getter that answers differently each time.
export function crossEntropyGradient(logits, labels) {
  let asked = 0;
  const options = { get maxByteLength() { return asked++ === 0 ? 2 ** 32 : 8; } };
  return new ArrayBuffer(8, options);
}
