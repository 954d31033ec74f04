/**
 * How elementwise kernels see two or three views of one shape: rows × columns. Neighbouring axes that all views walk alike are
 * merged, the last two are left to the compiled loop, an odometer turns over the others.
 */
import type { Shape } from '../../tensor/shape.ts';

/** Called with the element offsets of each view at the start of a block, and the number of elements before it. */
export type Visit = (offsets: readonly number[], done: number) => void;

/** The merged layout; steps[view][axis]. At least two axes. */
export interface Rows {
  readonly shape: readonly number[];
  readonly steps: readonly (readonly number[])[];
}

/** Merge what can be merged. Callers have left empty shapes aside. */
export function mergedRows(shape: Shape, ...views: readonly (readonly number[])[]): Rows {
  const merged: number[] = [];
  const steps: number[][] = views.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis]!;
    if (n === 1) continue;
    const end = merged.length - 1;
    let joins = end >= 0;
    for (let k = 0; joins && k < views.length; k++) joins = steps[k]![end] === views[k]![axis]! * n;
    if (joins) merged[end]! *= n;
    else merged.push(n);
    for (let k = 0; k < views.length; k++) {
      if (joins) steps[k]![end] = views[k]![axis]!;
      else steps[k]!.push(views[k]![axis]!);
    }
  }
  while (merged.length < 2) {
    merged.unshift(1);
    for (const list of steps) list.unshift(0);
  }
  return { shape: merged, steps };
}

/** Visit every block of the last two axes, in row-major order. */
export function forEachBlock({ shape, steps }: Rows, visit: Visit): void {
  const lead = shape.length - 2;
  const block = shape[lead]! * shape[lead + 1]!;
  const counter = new Array<number>(lead).fill(0);
  const offsets = steps.map(() => 0);
  let done = 0;
  for (;;) {
    visit(offsets, done);
    done += block;
    let axis = lead - 1;
    for (; axis >= 0; axis--) {
      const over = ++counter[axis]! >= shape[axis]!;
      for (let k = 0; k < offsets.length; k++) {
        offsets[k]! += steps[k]![axis]! * (over ? 1 - shape[axis]! : 1);
      }
      if (!over) break;
      counter[axis] = 0;
    }
    if (axis < 0) return;
  }
}
