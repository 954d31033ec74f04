export { drive } from '../grader/wgsl/drive.ts';
