/** The room's door, in reading order. */
export { type Bytes, fileExists, gunzip, isGzip, readBytes, writeBytes } from './bytes.ts';
export { decodeIdx, type IdxFile } from './idx.ts';
export { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from './safetensors.ts';
