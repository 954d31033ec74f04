/**
 * An examination that learns got through
 *
 * `evaluate()` moved a parameter, and its number means nothing from then on. Compare the parameters before and after.
 */

export const learnsWhileExamined = true;
