/** What the home page says of a step: how many digits were read right, the loss, and what a guesser would pay. All of it is read from the trace. */
import type { StepMetrics, StepTrace } from '../../../player/protocol.ts';
import { batchExample } from '../../parts/digits/batchExample.ts';

/** The step at which the home page stops. */
export const LAST_STEP = 100;
/** And the one it asks the reader to go back to. */
export const BACK_STEP = 5;

export interface FirstFacts {
  readonly step: number;
  readonly right: number;
  readonly count: number;
  readonly loss: number;
  /** ln of the number of classes: what it costs to hold all of them equally likely. */
  readonly guess: number;
}

export function firstFacts(trace: StepTrace, metrics: readonly StepMetrics[]): FirstFacts {
  const examples = trace.batchIds.map((_, item) => batchExample(trace, item));
  const classes = examples[0]?.probabilities?.length ?? Number.NaN;
  return {
    step: trace.step,
    right: examples.filter(({ label, reading }) => label === reading).length,
    count: examples.length,
    loss: metrics.find(({ step }) => step === trace.step)?.loss ?? Number.NaN,
    guess: Math.log(classes),
  };
}
