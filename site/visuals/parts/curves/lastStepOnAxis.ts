/**
 * Where an axis of steps ends: with the pass over the data that the run is in, so that a young curve fills the drawing and the
 * axis changes only once a pass.
 *
 * @example lastStepOnAxis(41, 63, 315) // 63
 * @param known how many steps there are to draw
 */
export const lastStepOnAxis = (known: number, stepsPerEpoch: number, totalSteps: number): number =>
  Math.min(totalSteps, Math.max(1, Math.ceil(known / stepsPerEpoch)) * stepsPerEpoch);
