/** Cures of `noisy-moons` that a reader tried: what each came to at its end, and all seeds of one setting as one row. Pure. */
import type { TrackState } from '../../../player/PlayerState.ts';
import type { TrackSpec } from '../../../player/TrackSpec.ts';
import { printTrack } from '../../../player/trackText.ts';

export interface Tried {
  /** The track as a link writes it, options in one order. */
  readonly track: string;
  readonly seed: number;
  /** The same of every seed. */
  readonly setting: string;
  readonly gap: number;
  readonly accuracy: number;
}

export interface Setting {
  readonly setting: string;
  readonly seeds: readonly number[];
  /** The track of its first seed. */
  readonly track: string;
  /** Means over its seeds. */
  readonly gap: number;
  readonly accuracy: number;
}

const RUN = 'noisy-moons';

/** null for a track that has not come to its end, and for what is not comparable: another run, a bug, other held-out labels. */
export function triedBy({ spec, info, evaluations }: Pick<TrackState, 'spec' | 'info' | 'evaluations'>): Tried | null {
  const { step, metrics: { loss, trainLoss, accuracy } = {} } = evaluations.at(-1) ?? {};
  if (spec.run !== RUN || isBent(spec) || step === undefined || step < info.totalSteps) return null;
  if (loss === undefined || trainLoss === undefined || accuracy === undefined) return null;
  const ordered = { ...spec, options: Object.fromEntries(Object.entries(spec.options).sort()) };
  const track = printTrack(ordered);
  return { track, seed: spec.seed, setting: settingOf(track, spec.seed), gap: loss - trainLoss, accuracy };
}

/** What a browser remembered, as far as it is that: somebody else may have written there. */
export const readTried = (text: string): readonly Tried[] => {
  const found: unknown = JSON.parse(text);
  return Array.isArray(found) ? found.filter(isTried) : [];
};

const isTried = (one: unknown): one is Tried => {
  const { track, seed, setting, gap, accuracy } = (one ?? {}) as Record<string, unknown>;
  return (
    typeof track === 'string' &&
    track.startsWith(`${RUN}.`) &&
    typeof setting === 'string' &&
    [seed, gap, accuracy].every(Number.isFinite)
  );
};

const isBent = ({ bugs, answers, forks, options }: TrackSpec): boolean =>
  bugs.length > 0 ||
  answers.length > 0 ||
  Object.hasOwn(options, 'flips') ||
  forks.some(({ edits }) => edits.some((edit) => edit.kind !== 'option' || edit.key === 'flips'));

/** `noisy-moons.7(l2=0.01)@100:l1=0.003` → `l2=0.01 @100:l1=0.003`; '' where nothing was turned. */
const settingOf = (track: string, seed: number): string =>
  track
    .slice(`${RUN}.${seed}`.length)
    .replace(/^\(([^)]*)\)/, '$1 ')
    .trim();

/** `known` with what has come to its end since; the same list where nothing is new. */
export function withTried(known: readonly Tried[], now: readonly (Tried | null)[]): readonly Tried[] {
  const fresh = now.filter((one): one is Tried => one !== null && !known.some(({ track }) => track === one.track));
  return fresh.length === 0 ? known : [...known, ...fresh];
}

export type Verdict = 'none' | 'few' | 'near' | 'far';

/** So near the limit, from so many seeds, the task is done: one seed may be luck. */
const [NEAR, SEEDS_ENOUGH] = [0.02, 3];

/** What to say of the best setting. */
export function verdictOn(best: Setting | undefined, limit: number): Verdict {
  if (best === undefined) return 'none';
  if (best.seeds.length < SEEDS_ENOUGH) return 'few';
  return limit - best.accuracy <= NEAR ? 'near' : 'far';
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A row for each setting, the highest accuracy first; of equals the one with more seeds. */
export function settingsOf(tried: readonly Tried[]): readonly Setting[] {
  return [...Map.groupBy(tried, ({ setting }) => setting)]
    .map(([setting, of]) => ({
      setting,
      seeds: of.map(({ seed }) => seed),
      track: of[0]!.track,
      gap: meanOf(of.map(({ gap }) => gap)),
      accuracy: meanOf(of.map(({ accuracy }) => accuracy)),
    }))
    .sort((a, b) => b.accuracy - a.accuracy || b.seeds.length - a.seeds.length);
}
