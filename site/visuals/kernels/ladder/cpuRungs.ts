/**
 * The rungs of the processor's ladder in climbing order. A rung is a file `rungs/<id>-….ts` of the lesson (in `rungs/assembly/`
 * when it is compiled to WebAssembly); its words stand in i18n, and in the lesson. `shipped` is the framework itself.
 */
import type { Need } from './protocol.ts';

export interface RungNeed {
  readonly id: string;
  /** What a browser must have; the first that is missing is the reason given. */
  readonly needs: readonly Need[];
}

export const cpuRungs: readonly RungNeed[] = [
  { id: 'c0', needs: [] },
  { id: 'c1', needs: [] },
  { id: 'c2', needs: [] },
  { id: 'c3', needs: ['webassembly'] },
  { id: 'c4', needs: ['webassembly', 'simd'] },
  { id: 'c5', needs: ['webassembly', 'simd'] },
  { id: 'c6', needs: ['webassembly', 'simd'] },
  { id: 'c7', needs: ['webassembly', 'simd', 'relaxed'] },
  { id: 'c8', needs: ['webassembly', 'simd', 'relaxed', 'threads'] },
  { id: 'shipped', needs: ['webassembly', 'simd'] },
];

/** `/lessons/17-…/rungs/assembly/c3-webassembly.ts` → `c3` */
export const rungOfFile = (path: string): string => /\/([a-z0-9]+)-[^/]*$/.exec(path)?.[1] ?? '';
