/** The file lies somewhere in a larger buffer, and the buffer is used again as soon as it was read. */
interface Exports {
  readonly readSafetensors: (file: Uint8Array) => Record<string, { shape: number[]; data: Float32Array }>;
}

/** @param at where in the buffer the file begins */
export function drive({ readSafetensors }: Exports, file: Uint8Array, at: number) {
  const room = new Uint8Array(file.length + at + 5);
  room.set(file, at);
  const read = readSafetensors(room.subarray(at, at + file.length));
  room.fill(0x7b);
  return Object.fromEntries(
    Object.entries(read).map(([name, { shape, data }]) => [name, { shape: [...shape], data: Array.from(data) }]),
  );
}
