/**
 * What each cure of `noisy-moons` comes to, trained to its end while the site is built. The figure of lesson 14 shows these rows; each is
 * also a track that a reader can open.
 */
import { curesOf, findRun, type KnobValues, noGrad } from '#framework';
import type { figures } from '../../../i18n/en/figures.ts';

export const SEED = 7;
/** A cure is believed when several seeds say it. */
export const SEEDS: readonly number[] = [SEED, 1, 2, 3, 4];

/** As the figure's words name them: those of the run, and none of them. */
export type CureName = keyof (typeof figures)['gapBoard']['cures'];

/** What each of them turns. */
export const cures: Readonly<Record<string, KnobValues>> = {
  none: {},
  ...Object.fromEntries(Object.entries(curesOf('noisy-moons')!).map(([name, { knobs }]) => [name, knobs])),
};

export interface Outcome {
  readonly trainLoss: number;
  readonly heldLoss: number;
  readonly accuracy: number;
  /** The share of weights below a thousandth. */
  readonly smallWeights: number;
  /** The last step, for a link to it. */
  readonly lastStep: number;
}

const known = new Map<CureName, Promise<Outcome>>();

/** Train it, once a build. */
export function outcomeOf(name: CureName): Promise<Outcome> {
  const outcome = known.get(name) ?? trained(name, SEED);
  known.set(name, outcome);
  return outcome;
}

/** One training with this cure, to its end. */
export async function trained(name: CureName, seed: number): Promise<Outcome> {
  const setup = await findRun('noisy-moons').build({ seed, knobs: cures[name]! });
  for (let epoch = 0; epoch < setup.epochs; epoch++) for (const batch of setup.loader.epoch(epoch)) setup.step(batch);
  const { loss, accuracy, trainLoss, smallWeights } = noGrad(() => setup.evaluate());
  return {
    trainLoss: trainLoss!,
    heldLoss: loss!,
    accuracy: accuracy!,
    smallWeights: smallWeights!,
    lastStep: setup.epochs * setup.loader.length - 1,
  };
}

export interface LossCurves {
  readonly held: readonly number[];
  readonly train: readonly number[];
}

/** The losses of held-out and training points of the run as it is, look by look: after 0, 10, 20 … updates. */
export async function lossCurves(): Promise<LossCurves> {
  const setup = await findRun('noisy-moons').build({ seed: SEED });
  const [held, train]: [number[], number[]] = [[], []];
  const look = (): void => {
    const { loss, trainLoss } = noGrad(() => setup.evaluate());
    held.push(loss!);
    train.push(trainLoss!);
  };
  for (let epoch = 0; epoch < setup.epochs; epoch++) {
    look();
    for (const batch of setup.loader.epoch(epoch)) setup.step(batch);
  }
  look();
  return { held, train };
}

/** A cure as a link writes it: `noisy-moons.7(l2=0.01)`. */
export const trackOf = (name: CureName): string => {
  const knobs = Object.entries(cures[name]!).map(([knob, value]) => `${knob}=${value}`);
  return `noisy-moons.${SEED}${knobs.length === 0 ? '' : `(${knobs.join(',')})`}`;
};

/** The mean of some numbers of each outcome. */
export const meanOf = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;

/** Where an accuracy stands on its axis, from 0 to 1: from 60 % to 90 %. */
export const placeOfShare = (share: number): number => Math.min(1, Math.max(0, (share - 0.6) / 0.3));

/** The axis of losses, in powers of ten: from a thousandth to ten. */
const [LOWEST, HIGHEST] = [-3, 1];

/** Where a loss stands on the axis, from 0 to 1. */
export const placeOf = (loss: number): number =>
  Math.min(1, Math.max(0, (Math.log10(Math.max(loss, 1e-9)) - LOWEST) / (HIGHEST - LOWEST)));
