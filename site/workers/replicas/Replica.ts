/**
 * One of several workers that hold the same network and learn from the same batches, each from its shard. It makes the batches by itself, from
 * the same seed; gradients go round a ring of neighbours, and every worker makes the update by itself. Nobody sends weights.
 * Source: Li et al., "PyTorch distributed: experiences on accelerating data parallel training" (2020).
 */
import {
  crossEntropy,
  findRun,
  type LoadedBatch,
  type Module,
  type RingMessage,
  ringSchedule,
  scope,
  shardsOf,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';
import type { Neighbours } from './neighbours.ts';
import type { Plan, StepTold } from './protocol.ts';

/** Nobody is examined. */
const TEST_EXAMPLES = 10;

/** The run that all of them make: one epoch of as many batches as there are steps. */
export const setupOf = ({ steps, batch, seed }: Pick<Plan, 'steps' | 'batch' | 'seed'>): Promise<TrainingSetup> =>
  findRun('digits-workers').build({
    seed,
    testExamples: TEST_EXAMPLES,
    knobs: { workers: 1, batch, examples: steps * batch, epochs: 1 },
  });

export class Replica {
  private readonly setup: TrainingSetup;
  private readonly plan: Plan;
  private readonly worker: number;
  private readonly neighbours: Neighbours;
  private readonly schedule: readonly RingMessage[];
  private readonly batches: Iterator<LoadedBatch>;
  private made = 0;

  private constructor(setup: TrainingSetup, plan: Plan, worker: number, neighbours: Neighbours) {
    [this.setup, this.plan, this.worker, this.neighbours] = [setup, plan, worker, neighbours];
    this.schedule = plan.schedule ?? ringSchedule(plan.workers, this.parameters().length);
    this.batches = setup.loader.epoch(0)[Symbol.iterator]();
  }

  static async make(plan: Plan, worker: number, neighbours: Neighbours): Promise<Replica> {
    return new Replica(await setupOf(plan), plan, worker, neighbours);
  }

  /** All weights, one behind the other. */
  parameters(): Float32Array<ArrayBuffer> {
    return Float32Array.from(
      [...this.setup.model.parameters()].flatMap((parameter) => Array.from(parameter.dataSync() as Float32Array)),
    );
  }

  /** One update, together with all others. */
  async step(): Promise<StepTold> {
    const { plan, setup } = this;
    const batch = this.batches.next().value as LoadedBatch;
    const begun = performance.now();
    setup.schedule?.(this.made);
    if (plan.slowWorker === this.worker) loseTime(plan.slowMs);
    const { sum, loss, examples, all } = scope(() => this.gradientOf(batch));
    const computed = performance.now();
    const numbers = await this.addUp(sum);
    const summed = performance.now();
    scope(() => {
      handOut(
        setup.model,
        sum.map((value) => value / all),
      );
      for (const optimizer of Object.values(setup.optimizers)) {
        optimizer.step();
        optimizer.zeroGrad();
      }
    });
    const computeMs = computed - begun + (performance.now() - summed);
    return { step: this.made++, loss, examples, computeMs, waitMs: summed - computed, numbers };
  }

  /** The sum of the gradients of its examples. */
  private gradientOf({ tensors }: LoadedBatch) {
    const { model, optimizers } = this.setup;
    const [inputs, targets] = tensors as [Tensor, Tensor];
    const all = inputs.shape[0]!;
    const { from, to } = shardsOf(all, this.plan.workers, false)[this.worker - 1]!;
    model.train();
    for (const optimizer of Object.values(optimizers)) optimizer.zeroGrad();
    const network = model as typeof model & { forward(inputs: Tensor): Tensor };
    const loss = crossEntropy(network.forward(inputs.slice(0, from, to)), targets.slice(0, from, to));
    loss.backward();
    const sum = gathered(model).map((value) => value * (to - from));
    return { sum, loss: loss.itemSync(), examples: to - from, all };
  }

  /** Let the sum go round the ring, in place. How many numbers were sent. */
  private async addUp(held: Float32Array): Promise<number> {
    const { schedule, plan, neighbours } = this;
    const me = this.worker - 1;
    const left = (me + plan.workers - 1) % plan.workers;
    const last = Math.max(-1, ...schedule.map(({ step }) => step));
    let numbers = 0;
    for (let step = 0; step <= last; step++) {
      const now = schedule.filter((message) => message.step === step);
      for (const { lo, hi } of now.filter(({ from }) => from === me)) {
        neighbours.send({ step, lo, numbers: Float32Array.from(held.subarray(lo, hi)) });
        numbers += hi - lo;
      }
      for (const { add, lo } of now.filter(({ from }) => from === left)) {
        const sent = await neighbours.next();
        if (sent.step !== step || sent.lo !== lo) throw new Error(`message ${sent.step} came where ${step} belongs`);
        for (const [k, value] of sent.numbers.entries()) held[lo + k] = add ? held[lo + k]! + value : value;
      }
    }
    return numbers;
  }
}

/** The gradients of all parameters, one behind the other. */
const gathered = (model: Module): Float32Array<ArrayBuffer> =>
  Float32Array.from([...model.parameters()].flatMap(({ grad }) => Array.from(grad!.dataSync() as Float32Array)));

/** The other way round: each parameter gets its part. */
function handOut(model: Module, gradient: Float32Array): void {
  let from = 0;
  for (const parameter of model.parameters()) {
    const own = Float32Array.from(gradient.subarray(from, from + parameter.size));
    parameter.grad = tensor(own, { shape: parameter.shape });
    from += parameter.size;
  }
}

/** Work that comes to nothing: a worker that sleeps would leave its processor to the others. */
function loseTime(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
