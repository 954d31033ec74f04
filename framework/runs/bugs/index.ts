/** Every bug that is no exercise's wrong answer put in place, one line each, in the order of the lessons that need them. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet
import { check, signature } from '../../tensor/arguments.ts';
import type { Bug } from './Bug.ts';
import { transposeByReshape } from './transposeByReshape.ts';
import { missingUnsqueeze } from './missingUnsqueeze.ts';
import { sumNotMean } from './sumNotMean.ts';
import { noShuffle } from './noShuffle.ts';
import { updatesInsideGradient } from './updatesInsideGradient.ts';
import { mseForClassification, missingOneMinusYTerm, sigmoidTwice } from './bceBugs.ts';
import { softmaxAppliedTwice } from './softmaxAppliedTwice.ts';
import { gradOverwrite } from './gradOverwrite.ts';
import { upstreamDropped } from './upstreamDropped.ts';
import { noUnbroadcast } from './noUnbroadcast.ts';
import { unbroadcastMeanNotSum } from './unbroadcastMeanNotSum.ts';
import { paramsNotRegistered } from './paramsNotRegistered.ts';
import { epsInsideSqrt, noBiasCorrection, sharedState, tStartsAtZero, weightDecayInMoments } from './adamBugs.ts';
import { lrInsideVelocity, momentumSign } from './momentumBugs.ts';
import { noZeroGrad } from './noZeroGrad.ts';
import { stepBeforeBackward } from './stepBeforeBackward.ts';
import { zeroAfterBackward } from './zeroAfterBackward.ts';
import { biasInsideWindowSum, kernelFlipped, weightGradFlipped } from './convBugs.ts';
import { bpttLastStepOnly } from './bpttLastStepOnly.ts';
import { forgetGateInverted } from './forgetGateInverted.ts';
import { noDetach, stateLeaksBetweenSequences } from './carriedState.ts';
import { targetNotShifted } from './targetNotShifted.ts';
import {
  headsByReshapeWithoutTranspose,
  maskOffByOne,
  noPositions,
  noSqrtD,
  paddingNotMasked,
} from './attentionBugs.ts';
import { ganBugs } from './ganBugs.ts';
import { biasNotSummed } from './biasNotSummed.ts';
import { shufflesXNotY } from './shufflesXNotY.ts';
import { leakFitOnAll } from './leakFitOnAll.ts';
import { missingMean } from './missingMean.ts';
import { diagonalOnlyJacobian, softmaxNoMaxShift, softmaxWrongAxis } from './softmaxBugs.ts';
import { matmulOperandNotTransposed } from './matmulOperandNotTransposed.ts';
import { meanNotDivided } from './meanNotDivided.ts';
import { fanInOutSwapped, stdUsedAsVariance, zeroInitSymmetry } from './firstWeightBugs.ts';
import { dropoutInEval, newMaskInBackward, noInverseScaling } from './dropoutBugs.ts';
import {
  flattenOrderKept,
  maxpoolGradSpread,
  momentumInverted,
  runningStatsInTrain,
  statsAsConstants,
  wrongNormAxes,
} from './normAndPoolBugs.ts';
import { clipsTheMeanNotEach, noiseBeforeSum, unweightedAverage } from './sharingBugs.ts';
import {
  augmentsValidation,
  meanOfBatchMeans,
  preprocessingNotSaved,
  trainsOnValidation,
  validatesInTrainMode,
} from './examinationBugs.ts';
import { staleIntermediateGrad, visitsNodePerPath, wrongVisitOrder } from './flawedWalk.ts';
import { lossDoesNotFitOutput } from './lossDoesNotFitOutput.ts';
import { windowLeaksFuture } from './windowLeaksFuture.ts';
import { cursorLost, optimizerStateLost, rngStateLost } from './resumeBugs.ts';
import { bnStatsPerShard, meanOfMeans, shardsOverlap, workersSumNotMean } from './workerBugs.ts';
import { gradientOfLossNotLogit, pathNotAveraged, reluMissing } from './explainBugs.ts';
import { keepsLastNotBest } from './keepsLastNotBest.ts';
import { penalisesBias } from './penalisesBias.ts';

export type { Bug } from './Bug.ts';

/** Every mistake that can be switched on, in the order of the lessons that need it. */
export const bugs: readonly Bug[] = [
  transposeByReshape,
  missingUnsqueeze,
  sumNotMean,
  noShuffle,
  updatesInsideGradient,
  mseForClassification,
  sigmoidTwice,
  missingOneMinusYTerm,
  softmaxAppliedTwice,
  gradOverwrite,
  upstreamDropped,
  noUnbroadcast,
  unbroadcastMeanNotSum,
  paramsNotRegistered,
  noBiasCorrection,
  tStartsAtZero,
  epsInsideSqrt,
  momentumSign,
  lrInsideVelocity,
  weightDecayInMoments,
  noZeroGrad,
  stepBeforeBackward,
  zeroAfterBackward,
  kernelFlipped,
  biasInsideWindowSum,
  weightGradFlipped,
  bpttLastStepOnly,
  forgetGateInverted,
  stateLeaksBetweenSequences,
  noDetach,
  targetNotShifted,
  headsByReshapeWithoutTranspose,
  noSqrtD,
  maskOffByOne,
  noPositions,
  paddingNotMasked,
  biasNotSummed,
  shufflesXNotY,
  leakFitOnAll,
  missingMean,
  softmaxNoMaxShift,
  softmaxWrongAxis,
  diagonalOnlyJacobian,
  matmulOperandNotTransposed,
  meanNotDivided,
  zeroInitSymmetry,
  stdUsedAsVariance,
  fanInOutSwapped,
  dropoutInEval,
  noInverseScaling,
  newMaskInBackward,
  maxpoolGradSpread,
  statsAsConstants,
  runningStatsInTrain,
  momentumInverted,
  wrongNormAxes,
  flattenOrderKept,
  unweightedAverage,
  clipsTheMeanNotEach,
  noiseBeforeSum,
  wrongVisitOrder,
  visitsNodePerPath,
  staleIntermediateGrad,
  sharedState,
  meanOfBatchMeans,
  validatesInTrainMode,
  trainsOnValidation,
  keepsLastNotBest,
  penalisesBias,
  augmentsValidation,
  optimizerStateLost,
  rngStateLost,
  cursorLost,
  preprocessingNotSaved,
  workersSumNotMean,
  meanOfMeans,
  shardsOverlap,
  bnStatsPerShard,
  windowLeaksFuture,
  lossDoesNotFitOutput,
  gradientOfLossNotLogit,
  pathNotAveraged,
  reluMissing,
  ...ganBugs,
];

const call = signature('bugsOf', { run: 'text' });

/** The bugs that a run offers. */
export function bugsOf(run: string): readonly Bug[] {
  check(call, run);
  return bugs.filter(({ runs }) => runs.includes(run));
}
