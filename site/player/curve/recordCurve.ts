/** Trains a run whole, with its own options, in the very session a page trains with, and returns its learning curve. Runs in Node. */
import { availableParallelism } from 'node:os';
import type { Evaluation, LoadOptions, StepMetrics } from '../protocol.ts';
import { Session } from '../Session.ts';
import { packPictures } from './packPictures.ts';
import { packLosses, type RunCurve, rounded } from './RunCurve.ts';
import { sourceHash } from './sourceHash.ts';

export type RecordOptions = LoadOptions;

/**
 * @example await recordCurve({ run: 'line-regression', seed: 7 })
 * @param onEpoch hears how far it is, after every epoch
 */
export async function recordCurve(
  options: RecordOptions,
  onEpoch: (evaluation: Evaluation, totalSteps: number) => void = () => {},
): Promise<RunCurve> {
  const before = process.cpuUsage();
  const hash = sourceHash(options.run);
  const steps: StepMetrics[] = [];
  const evaluations: Evaluation[] = [];
  const session = await Session.open(options, {
    onMetrics: (entry) => steps.push(entry),
    onEvaluation: (evaluation) => {
      evaluations.push(evaluation);
      onEpoch(evaluation, session.info.totalSteps);
    },
  });
  while (!session.isFinished) await session.advance();
  const pictures = await session.pictures();
  const { user, system } = process.cpuUsage(before);
  const { totalSteps, stepsPerEpoch, parameters, config, run, seed, backend } = session.info;
  return {
    run,
    seed,
    backend,
    date: new Date().toISOString().slice(0, 10),
    processorSeconds: rounded((user + system) / 1e6),
    cores: availableParallelism(),
    sourceHash: hash,
    totalSteps,
    stepsPerEpoch,
    parameters,
    config,
    losses: packLosses(steps, totalSteps),
    evaluations: evaluations.map(({ step, metrics }) => ({
      step,
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, rounded(value)])),
    })),
    sample: await session.sample(),
    pictures: pictures === null ? null : packPictures(pictures),
  };
}
