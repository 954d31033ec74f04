/** What each cure is worth: the same table cooked with all cures, with each of them left out, and with none, over several seeds. */
import { cook, readRaw } from './cook.ts';
import { flatsRecipe, SEED } from './flatsRecipe.ts';
import { type Recipe, type Station, stations } from './protocol.ts';
import { rawFlats } from './rawFlats.ts';

export const SEEDS = [SEED, 1, 2, 3, 4];
/** What is left out: nothing, a cure, or the right place of the split. */
export const OMISSIONS = ['nothing', ...stations, 'split'] as const;
export type Omission = (typeof OMISSIONS)[number];

export interface CureRow {
  readonly omitted: Omission;
  /** By seed; null where the training broke. */
  readonly exam: readonly (number | null)[];
  readonly tomorrow: readonly (number | null)[];
  /** After so many updates, and as what; null: never. */
  readonly broke: { readonly update: number; readonly as: 'NaN' | 'Infinity' } | null;
}

/** The recipe of a row: `split` cuts the rows before twins are taken out. */
export const recipeWithout = (omitted: Omission, seed: number): Recipe => {
  const recipe = { ...flatsRecipe, seed };
  if (omitted === 'nothing') return recipe;
  if (omitted === 'split') return { ...recipe, splitAt: 0 };
  return { ...recipe, on: { ...recipe.on, [omitted as Station]: false } };
};

let known: readonly CureRow[] | null = null;

/** Trained once a build. */
export function cureRows(): readonly CureRow[] {
  const raws = SEEDS.map((seed) => {
    const { csv, tomorrow } = rawFlats(seed);
    return readRaw(csv, tomorrow, 'flats');
  });
  known ??= OMISSIONS.map((omitted) => {
    const cooked = SEEDS.map((seed, i) => cook(raws[i]!, recipeWithout(omitted, seed)));
    return {
      omitted,
      exam: cooked.map(({ scores }) => scores?.exam ?? null),
      tomorrow: cooked.map(({ scores }) => scores?.tomorrow ?? null),
      broke: cooked[0]!.broke,
    };
  });
  return known;
}
