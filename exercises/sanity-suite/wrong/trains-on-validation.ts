/**
 * An examination that learns got through
 *
 * `evaluate()` moved a parameter, and its number means nothing from then on. Compare the parameters before and after.
 *
 * @moment t=digits-mlp.7~digits-mlp.7!trains-on-validation&step=32
 */

export const learnsWhileExamined = true;
