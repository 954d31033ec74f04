/** Every run, one line each. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Run } from './Run.ts';
import { lineRegression } from './lineRegression.ts';
import { planeRegression } from './planeRegression.ts';
import { lineThreeWays } from './lineThreeWays.ts';
import { sineFrequency } from './sineFrequency.ts';
import { rents } from './rents.ts';
import { cloudsLogistic } from './cloudsLogistic.ts';
import { threeClouds } from './threeClouds.ts';
import { xorScalars } from './xorScalars.ts';
import { moonsSkip } from './moonsSkip.ts';
import { deepStack } from './deepStack.ts';
import { valley } from './valley.ts';
import { noisyMoons } from './noisyMoons.ts';
import { learnAFilter } from './learnAFilter.ts';
import { spiralMlp } from './spiralMlp.ts';
import { creditLogistic } from './creditLogistic.ts';
import { creditOwners } from './creditOwners.ts';
import { fiveMlp } from './fiveMlp.ts';
import { digitsMlp } from './digitsMlp.ts';
import { digitsCnn } from './digitsCnn.ts';
import { digitsTag } from './digitsTag.ts';
import { digitsWorkers } from './digitsWorkers.ts';
import { digitsAutoencoder } from './digitsAutoencoder.ts';
import { shapesCnn } from './shapesCnn.ts';
import { motifCnn } from './motifCnn.ts';
import { namesRnn } from './namesRnn.ts';
import { namesLstm } from './namesLstm.ts';
import { recallRnn } from './recallRnn.ts';
import { recallLstm } from './recallLstm.ts';
import { recallGru } from './recallGru.ts';
import { sineGru } from './sineGru.ts';
import { sortTransformer } from './sortTransformer.ts';
import { numberWords } from './numberWords.ts';
import { reviewsTransformer } from './reviewsTransformer.ts';
import { tinyGpt } from './tinyGpt.ts';
import { ringGan } from './ringGan.ts';
import { digitsGan } from './digitsGan.ts';

export { type RingMessage, ringSchedule } from './allReduce.ts';
export { type Bug, bugs, bugsOf } from './bugs/index.ts';
export { type Cures, curesOf } from './cures.ts';
export {
  type DataOptions,
  defineRun,
  type OwnKnobs,
  type OwnValues,
  type Pairs,
  type PartOptions,
  type RunDefinition,
} from './defineRun.ts';
export { CHECK_SEEDS, checkRun, type RunCheck, reachesThreshold } from './checkRun.ts';
export { digitsCnn, digitsNetwork } from './digitsCnn.ts';
export { knobsConfig, knobsFromConfig, type Run, type RunOptions } from './Run.ts';
export {
  type ChoiceKnob,
  type Knob,
  type Knobs,
  type KnobValue,
  type KnobValues,
  knobText,
  type ListKnob,
  type NumberKnob,
  parseKnob,
  rangeText,
  readKnobs,
  type SwitchKnob,
} from './knobs.ts';
export { nearestName } from './nearestName.ts';
export { type Shard, shardsOf } from './shards.ts';

/** Every run, in the order they are listed. */
export const runs: readonly Run[] = [
  lineRegression,
  planeRegression,
  lineThreeWays,
  sineFrequency,
  rents,
  cloudsLogistic,
  threeClouds,
  xorScalars,
  moonsSkip,
  deepStack,
  valley,
  noisyMoons,
  learnAFilter,
  spiralMlp,
  creditLogistic,
  creditOwners,
  fiveMlp,
  digitsMlp,
  digitsCnn,
  digitsTag,
  digitsWorkers,
  digitsAutoencoder,
  shapesCnn,
  motifCnn,
  namesRnn,
  namesLstm,
  recallRnn,
  recallLstm,
  recallGru,
  sineGru,
  sortTransformer,
  numberWords,
  reviewsTransformer,
  tinyGpt,
  ringGan,
  digitsGan,
];

const call = signature('findRun', { name: 'text' });

/** A run by its name; an unknown name is an error that lists the known ones. */
export function findRun(name: string): Run {
  check(call, name);
  const run = runs.find((candidate) => candidate.name === name);
  if (run === undefined) {
    throw new ChalkgradError(
      `there is no run called '${name}'`,
      `known runs: ${runs.map((candidate) => candidate.name).join(', ')}.`,
    );
  }
  return run;
}
