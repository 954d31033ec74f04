/**
 * Everything at once
 *
 * As many approved in both groups, with different shares who repay: then those who repay, or those who do not, are treated differently. Compute TPR and FPR of the quota from the counts.
 */

export const answers = { quota: 'both' };
