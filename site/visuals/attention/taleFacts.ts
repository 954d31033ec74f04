/** Of the samples that `tiny-gpt` wrote: seed, temperature, and how many updates were made before each. */
export const TALE_SEED = 7;
export const TALE_TEMPERATURE = 0.8;
export const taleSteps: readonly number[] = [0, 50, 200, 800];
