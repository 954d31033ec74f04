/** The room's door, in reading order. */
export {
  appendText,
  type Bytes,
  decodeText,
  deflate,
  fileExists,
  gunzip,
  inflate,
  isGzip,
  listFiles,
  readBytes,
  writeBytes,
} from './bytes.ts';
export { type CsvOptions, type CsvRow, type CsvValue, encodeCsv, parseCsv } from './csv.ts';
export { decodeIdx, type IdxFile } from './idx.ts';
export { decodeNpy, decodeNpz, encodeNpy, encodeNpz } from './npy.ts';
export {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsFile,
  type SafetensorsOptions,
} from './safetensors.ts';
export { decodeStateDict, encodeStateDict, type NameMap, renameState } from './stateDict.ts';
export { decodeTar, type TarEntry } from './tar.ts';
export { decodeZip, encodeZip } from './zip.ts';
