// A safetensors file as its header (any JSON) and its body, so that a test can put another header before the same body.

import type { Bytes } from '../../index.ts';

export function partsOf(file: Bytes): { readonly header: unknown; readonly body: Bytes } {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))), body: file.slice(8 + length) };
}

export function rejoined(header: string, body: Uint8Array): Bytes {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.length + body.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(body, 8 + text.length);
  return file;
}
