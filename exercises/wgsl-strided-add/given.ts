/** A shader is asked by the emulator. */
export { drive } from '../grader/wgsl/drive.ts';
