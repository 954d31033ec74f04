/** How the flats of the lesson are cooked when nobody has moved anything: every cure on, the split where it belongs. */
import { type Recipe, type Station, stations } from './protocol.ts';

export const SEED = 7;

export const flatsRecipe: Recipe = {
  target: 'rent',
  on: Object.fromEntries(stations.map((name) => [name, true])) as Record<Station, boolean>,
  splitAt: 3,
  seed: SEED,
  unwanted: ['deposit', 'city'],
  asides: ['unit'],
  fenced: ['area'],
  tellsHoles: false,
  canary: false,
};
