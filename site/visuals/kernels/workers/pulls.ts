/** How long each worker's gradient is in a step, and how long their mean is: what the run says of its steps. */
import type { StepTrace } from '../../../player/protocol.ts';

interface Pull {
  readonly worker: number;
  readonly norm: number;
}

export interface Pulls {
  readonly workers: readonly Pull[];
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

/** How many examples a worker has in a step: the rows of the logits that its loss is taken of. null: the step does not say. */
export function examplesOf(trace: StepTrace, worker: number): number | null {
  const loss = trace.ops.find(({ label }) => label === `worker${worker}.crossEntropy`);
  const id = loss?.inputs[0];
  if (id === undefined) return null;
  return (trace.tensors.get(id)?.shape ?? trace.shapes?.[id])?.[0] ?? null;
}
