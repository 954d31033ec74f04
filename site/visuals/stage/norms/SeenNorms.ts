/**
 * The norms of every step that a page has shown of one track, kept as they come: what was not shown is not there. Another track, or other
 * parameters, begin anew.
 */

import type { StepTrace } from '../../../player/protocol.ts';
import { normsOf, type Quantity } from './norms.ts';

interface SeenStep {
  readonly step: number;
  readonly gradient: Float64Array;
  readonly ratio: Float64Array;
}

export interface Peak {
  readonly step: number;
  readonly label: string;
  readonly gradient: number;
}

export class SeenNorms {
  /** Names of the parameters, in the order of the rows. */
  labels: readonly string[] = [];
  private track = '';
  private readonly byStep = new Map<number, SeenStep>();

  /** @param track which track the step is of: its spec, as text */
  add(trace: StepTrace, track: string): void {
    const norms = normsOf(trace);
    const labels = norms.map(({ label }) => label);
    if (track !== this.track || labels.join() !== this.labels.join()) this.byStep.clear();
    this.track = track;
    this.labels = labels;
    this.byStep.set(trace.step, {
      step: trace.step,
      gradient: Float64Array.from(norms, ({ gradient }) => gradient),
      ratio: Float64Array.from(norms, ({ ratio }) => ratio),
    });
  }

  get count(): number {
    return this.byStep.size;
  }

  /** The latest step seen; before any, -1. */
  get last(): number {
    return Math.max(-1, ...this.byStep.keys());
  }

  /** All numbers there are of a quantity. */
  all(quantity: Quantity): number[] {
    return [...this.byStep.values()].flatMap((seen) => [...seen[quantity]]);
  }

  /**
   * A row of a heat strip: for each of `columns` the largest number of the steps that fall into it, NaN before all others; null where no step
   * was seen.
   */
  row(place: number, quantity: Quantity, columns: number, columnOf: (step: number) => number): (number | null)[] {
    const row: (number | null)[] = new Array(columns).fill(null);
    for (const seen of this.byStep.values()) {
      const column = columnOf(seen.step);
      const value = seen[quantity][place]!;
      const there = row[column];
      if (there === null || there === undefined || Number.isNaN(value) || value > there) row[column] = value;
    }
    return row;
  }

  /** The seen step nearest before or after another. */
  neighbour(step: number, by: 1 | -1): number | null {
    const beyond = [...this.byStep.keys()].filter((seen) => (seen - step) * by > 0);
    return beyond.length === 0 ? null : by > 0 ? Math.min(...beyond) : Math.max(...beyond);
  }

  /** The largest gradient of a parameter in any seen step. */
  peak(): Peak | null {
    let best: Peak | null = null;
    for (const { step, gradient } of this.byStep.values())
      for (const [place, size] of gradient.entries())
        if (Number.isFinite(size) && (best === null || size > best.gradient))
          best = { step, label: this.labels[place]!, gradient: size };
    return best;
  }

  /** The first seen step with a gradient that is no finite number. */
  firstBroken(): number | null {
    const broken = [...this.byStep.values()].filter(({ gradient }) => !gradient.every(Number.isFinite));
    return broken.length === 0 ? null : Math.min(...broken.map(({ step }) => step));
  }
}
