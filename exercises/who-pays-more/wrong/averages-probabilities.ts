/**
 * The mean of the chances is no price
 *
 * 0.775 and 0.743 are mean chances: larger is better, and one certain mistake hardly shows. Take minus the logarithm of each first.
 */

export const answers = { lossA: 0.775, lossB: 0.743 };
