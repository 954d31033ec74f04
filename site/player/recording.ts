/**
 * A recorded step as JSON, so that a page can show real numbers before anything runs. Tensors travel as base64 of their raw
 * little-endian bytes: exact, and small once compressed.
 */
import type { Recording } from './Player.ts';
import type { StepTrace, TensorData } from './protocol.ts';

const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

interface PackedTensor extends Omit<TensorData, 'values'> {
  readonly values: string;
}

export interface PackedRecording extends Omit<Recording, 'trace'> {
  readonly trace: Omit<StepTrace, 'tensors'> & { readonly tensors: readonly PackedTensor[] };
}

/** Bytes → base64 in pieces that fit an argument list. */
function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x2000;
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Base64 → bytes. A callback for each of 400,000 letters is what a phone would wait for; newer browsers know how by themselves. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64: native } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native !== undefined) return native.call(Uint8Array, text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

export function packRecording({ trace, ...rest }: Recording): PackedRecording {
  const tensors = [...trace.tensors.values()].map(({ values, ...tensor }) => ({
    ...tensor,
    values: toBase64(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  }));
  return { ...rest, trace: { ...trace, tensors } };
}

export function unpackRecording({ trace, ...rest }: PackedRecording): Recording {
  const tensors = new Map<number, TensorData>();
  for (const { values, ...tensor } of trace.tensors) {
    const bytes = fromBase64(values);
    const TypedArray = constructors[tensor.dtype as keyof typeof constructors] ?? Float32Array;
    tensors.set(tensor.id, { ...tensor, values: new TypedArray(bytes.buffer) });
  }
  return { ...rest, trace: { ...trace, tensors } };
}
