/** Every cure from five seeds, as recordSeeds.ts wrote them. */
import type { CureName, Outcome } from './cures.ts';
import recorded from './recordedSeeds.json' with { type: 'json' };

/** In the order of SEEDS; the first is seed 7. */
export const seedsOf = (name: CureName): readonly Outcome[] => recorded[name];
