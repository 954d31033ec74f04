/**
 * ONNX Runtime Web's files for the reader's button. They weigh 14 MB and belong to a package of its own (benchmarks/runtime): where that is installed
 * when the site is built they come along, and else the button says that they are not here.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join('benchmarks', 'runtime', 'node_modules', 'onnxruntime-web', 'dist');
const NAMES = ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];

export interface RuntimeFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** All of them, or none. */
export function runtimeFiles(): readonly RuntimeFile[] {
  const files = NAMES.map((name) => ({ name, path: join(FOLDER, name) }));
  if (files.some(({ path }) => !existsSync(path))) return [];
  return files.map((file) => ({ ...file, bytes: statSync(file.path).size }));
}
