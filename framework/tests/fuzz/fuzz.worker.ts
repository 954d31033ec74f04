/** The half of `npm run fuzz` that may hang or fill the memory: reads one input after the other and says which one it is at. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzTarget } from './FuzzTarget.ts';
import { targets } from './targets/index.ts';
import { inputOf, knownOf, tried } from './trial.ts';

/** What the other half says. */
export interface Assignment {
  readonly names: readonly string[];
  readonly seed: number;
  /** Number of the first input of each target. */
  readonly from: number;
  /** How long to go on, counted from when everything is loaded: on a busy machine that alone takes many seconds. */
  readonly milliseconds: number;
  /** [target, input] that is being read, and how many were begun. */
  readonly at: Int32Array;
  /** For each target, how many were read and how many refused. */
  readonly counts: Int32Array;
}

/** What this half says, beside where it is. */
export type Report =
  | { readonly kind: 'wrong'; readonly target: string; readonly input: number; readonly why: string }
  | { readonly kind: 'end'; readonly next: number };

const { names, seed, from, milliseconds, at, counts } = workerData as Assignment;
const chosen: readonly FuzzTarget[] = names.map((name) => targets.find((target) => target.name === name)!);
const known = await Promise.all(chosen.map(knownOf));
const SOME = 20; // of each target in turn

const until = Date.now() + milliseconds;
let next = from;
while (Date.now() < until) {
  for (const [t, target] of chosen.entries()) {
    for (let i = next; i < next + SOME && Date.now() < until; i++) {
      Atomics.store(at, 0, t);
      Atomics.store(at, 1, i);
      Atomics.add(at, 2, 1);
      const { kind, why } = await tried(target, await inputOf(target, known[t]!, seed, i));
      if (kind === 'wrong') parentPort!.postMessage({ kind, target: target.name, input: i, why } satisfies Report);
      else Atomics.add(counts, 2 * t + (kind === 'read' ? 0 : 1), 1);
    }
  }
  next += SOME;
}
parentPort!.postMessage({ kind: 'end', next } satisfies Report);
