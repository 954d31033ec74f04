/**
 * Right as often, and wrong about others
 *
 * Both groups have the same number of mistakes, and they are of different kinds: in A people are approved who do not repay, in B people refused who would.
 */

export const answers = { accurate: 'tpr' };
