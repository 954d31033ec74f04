/**
 * What a rule does to two groups: shares that are counted among the people whom a step recorded. Pure.
 * Source of the names: Hardt, Price & Srebro, "Equality of opportunity in supervised learning" (2016).
 */
import type { StepTrace } from '../../../player/protocol.ts';

export interface Applicant {
  /** What the model gives. */
  readonly chance: number;
  /** A 0, B 1. */
  readonly group: number;
  /** Written down as repaid. */
  readonly recorded: boolean;
  /** Repaid, had they been judged like everybody. */
  readonly fair: boolean;
}

export type Labels = 'recorded' | 'fair';

export interface Rates {
  readonly count: number;
  /** How many get a yes, as a share. */
  readonly selected: number;
  /** The same among those who repaid. */
  readonly tpr: number;
  /** The same among those who did not. */
  readonly fpr: number;
  readonly meanChance: number;
  readonly repaid: number;
}

/** null where the step did not record them. */
export function applicantsOf(trace: StepTrace): readonly Applicant[] | null {
  const tensor = trace.tensors.get(trace.observed['applicants'] ?? Number.NaN);
  if (tensor === undefined || tensor.shape.length !== 2 || tensor.shape[1] !== 4) return null;
  const { values } = tensor;
  return Array.from({ length: tensor.shape[0]! }, (_, i) => ({
    chance: values[4 * i]!,
    group: values[4 * i + 1]!,
    recorded: values[4 * i + 2] === 1,
    fair: values[4 * i + 3] === 1,
  }));
}

/** Of one group, with a yes from its threshold on. A share of nothing is NaN. */
export function ratesOf(people: readonly Applicant[], group: number, threshold: number, labels: Labels): Rates {
  const own = people.filter((person) => person.group === group);
  const isYes = ({ chance }: Applicant): boolean => chance >= threshold;
  const repaid = own.filter((person) => person[labels]);
  const share = (among: readonly Applicant[], holds: (person: Applicant) => boolean): number =>
    among.filter(holds).length / among.length;
  return {
    count: own.length,
    selected: share(own, isYes),
    tpr: share(repaid, isYes),
    fpr: share(own.filter((person) => !person[labels]), isYes), // biome-ignore format: the rates under one another
    meanChance: own.reduce((sum, { chance }) => sum + chance, 0) / own.length,
    repaid: repaid.length / own.length,
  };
}

/** How far a rate of group A lies above that of B, at one threshold for both. */
export const gapOf = (
  people: readonly Applicant[],
  rate: 'selected' | 'tpr' | 'fpr',
  labels: Labels = 'recorded',
  threshold = 0.5,
): number => ratesOf(people, 0, threshold, labels)[rate] - ratesOf(people, 1, threshold, labels)[rate];

/** Parameters before a step, in their order. */
export const parametersBefore = (trace: StepTrace): readonly number[] =>
  trace.updates.flatMap(({ before }) => [...(trace.tensors.get(before)?.values ?? [])]);

/** How far two steps' parameters lie apart; null where they are not as many. */
export function apart(one: StepTrace, two: StepTrace): number | null {
  const [a, b] = [parametersBefore(one), parametersBefore(two)];
  return a.length === 0 || a.length !== b.length ? null : Math.hypot(...a.map((value, i) => value - b[i]!));
}
