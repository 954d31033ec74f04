/** The room's door, one line a file, in reading order. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

// Bytes in and out.
export {
  appendText,
  type Bytes,
  decodeText,
  fileExists,
  listFiles,
  MOST_BYTES,
  type ReadOptions,
  readBytes,
  tryWriting,
  writeBytes,
} from './bytes.ts';
export { type Written, writeOrRescue } from './rescue.ts';
export { deflate, gunzip, inflate, isGzip, MOST_UNPACKED, type UnpackOptions } from './compression.ts';

// Data sets.
export { type CsvOptions, type CsvRow, type CsvValue, encodeCsv, parseCsv } from './csv.ts';
export { decodeIdx, type IdxFile, type IdxValues } from './idx.ts';
export { decodeTar, type TarEntry } from './tar.ts';
export { decodeZip, encodeZip } from './zip.ts';
export { decodeNpy, decodeNpz, encodeNpy, encodeNpz } from './npy.ts';

// Weights.
export {
  type Conversion,
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsFile,
  type SafetensorsOptions,
} from './safetensors.ts';
export { decodeStateDict, encodeStateDict, type NameMap, renameState } from './stateDict.ts';
