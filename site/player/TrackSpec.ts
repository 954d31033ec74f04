/** What a track is: one run in time, from its seed, with what the reader turned, switched on, or changed on the way. Plain data. */

/**
 * A change at a step: an option from here on, one number of a parameter, an example left out, an attention head that looks at everything alike, a
 * layer behind which no gradient passes, a parameter (or one number of it) that hears of no gradient, an examination that batch norm reads by
 * the examined batch's own statistics, all bugs off.
 */
export type Edit =
  | { readonly kind: 'option'; readonly key: string; readonly value: string }
  | { readonly kind: 'set'; readonly parameter: string; readonly index: readonly number[]; readonly value: number }
  | { readonly kind: 'skip'; readonly example: number }
  | { readonly kind: 'ablate'; readonly layer: string; readonly head: number }
  | { readonly kind: 'detach'; readonly layer: string }
  /** `index` null: the whole parameter. */
  | { readonly kind: 'freeze'; readonly parameter: string; readonly index: readonly number[] | null }
  | { readonly kind: 'examineByBatch' }
  | { readonly kind: 'bugsOff' };

/** Edits that change the network itself. */
export type Cut = Extract<Edit, { kind: 'ablate' | 'detach' | 'freeze' | 'examineByBatch' }>;
const cutKinds: ReadonlySet<Edit['kind']> = new Set(['ablate', 'detach', 'freeze', 'examineByBatch']);

/** Where a track leaves the past that it shares with its parent: before step `at` is made, the edits are. */
export interface Fork {
  readonly at: number;
  readonly edits: readonly Edit[];
}

export interface TrackSpec {
  readonly run: string;
  readonly seed: number;
  /** Knobs that do not stand at their default, as texts (`knobText`). */
  readonly options: Readonly<Record<string, string>>;
  /** Bugs switched on, by id. */
  readonly bugs: readonly string[];
  /** Exercises whose accepted answers take a part's place, by slug. */
  readonly answers: readonly string[];
  /** Forks one after the other, at later and later steps: a fork of a fork has two. */
  readonly forks: readonly Fork[];
}

/** @example plainTrack('digits-cnn', 7) */
export const plainTrack = (run: string, seed: number): TrackSpec => ({
  run,
  seed,
  options: {},
  bugs: [],
  answers: [],
  forks: [],
});

/** The track whose past this one shares; null for one that is no fork. */
export const parentOf = (spec: TrackSpec): TrackSpec | null =>
  spec.forks.length === 0 ? null : { ...spec, forks: spec.forks.slice(0, -1) };

/** The options that hold from the last fork on. */
export const optionsNow = (spec: TrackSpec): Readonly<Record<string, string>> => {
  const edits = spec.forks.flatMap((fork) => fork.edits);
  const changes = edits.flatMap((edit) => (edit.kind === 'option' ? [[edit.key, edit.value] as const] : []));
  return { ...spec.options, ...Object.fromEntries(changes) };
};

/** The bugs that are on from the last fork on. */
export const bugsNow = (spec: TrackSpec): readonly string[] =>
  spec.forks.some(({ edits }) => edits.some(({ kind }) => kind === 'bugsOff')) ? [] : spec.bugs;

/** What is changed in the network from the last fork on. */
export const cutsIn = (spec: TrackSpec): readonly Cut[] =>
  spec.forks.flatMap(({ edits }) => edits.filter((edit): edit is Cut => cutKinds.has(edit.kind)));

/** The examples that are left out from the last fork on. */
export const skipped = (spec: TrackSpec): readonly number[] =>
  spec.forks.flatMap(({ edits }) => edits.flatMap((edit) => (edit.kind === 'skip' ? [edit.example] : [])));
