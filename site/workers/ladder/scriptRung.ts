/** A rung written in TypeScript: its function, and three arrays. */
import type { Problem } from './problem.ts';
import { again, type ReadyRung } from './ReadyRung.ts';

/** What a file in `rungs/` exports: C = A·B for row-major matrices. */
export interface ScriptModule {
  matmul(a: Float32Array, b: Float32Array, c: Float32Array, m: number, k: number, n: number): void;
}

export function scriptRung({ matmul }: ScriptModule, { a, b, m, k, n }: Problem): ReadyRung {
  const c = new Float32Array(m * n).fill(Number.NaN); // a cell that is never written must not pass for a zero
  return { run: again(() => matmul(a, b, c, m, k, n)), read: () => c };
}
