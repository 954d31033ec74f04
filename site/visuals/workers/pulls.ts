/** How long each worker's gradient is in a step, and how long their mean is: what the run says of its steps. */
import type { StepTrace } from '../../player/protocol.ts';

export interface Pulls {
  readonly workers: readonly { readonly worker: number; readonly norm: number }[];
  readonly mean: number;
}

/** null where the step has no workers. */
export function pullsOf({ metrics }: Pick<StepTrace, 'metrics'>): Pulls | null {
  const workers = Object.entries(metrics).flatMap(([name, norm]) => {
    const worker = /^norm(\d+)$/.exec(name)?.[1];
    return worker === undefined ? [] : [{ worker: Number(worker), norm }];
  });
  const mean = metrics['norm'];
  return workers.length === 0 || mean === undefined ? null : { workers, mean };
}
