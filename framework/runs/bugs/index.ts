/** Every bug that is no exercise's wrong answer put in place, one line each. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet
import type { Bug } from './Bug.ts';
import { missingUnsqueeze } from './missingUnsqueeze.ts';
import { kernelFlipped } from './kernelFlipped.ts';
import { forgetGateInverted } from './forgetGateInverted.ts';
import { noBiasCorrection } from './noBiasCorrection.ts';

export type { Bug } from './Bug.ts';

/** In the order of the lessons that need them. */
export const bugs: readonly Bug[] = [missingUnsqueeze, kernelFlipped, forgetGateInverted, noBiasCorrection];

/** The bugs that a run offers. */
export const bugsOf = (run: string): readonly Bug[] => bugs.filter(({ runs }) => runs.includes(run));
