/** The bytes of a safetensors file → its float32 tensors. Throws where the file is damaged. */
export function readSafetensors(file: Uint8Array): Record<string, { shape: number[]; data: Float32Array }> {
  // your turn: the length of the header, the header, then each entry; check before you slice.
  void file;
  return {};
}
