/**
 * The same question, another answer
 *
 * After training two examinations of the same digits differ. Somebody is still drawing: `inverted-dropout` must be silent in evaluation, and `validate` must say that it is one.
 */

export { Dropout } from '../../inverted-dropout/wrong/dropout-in-eval.ts';
export * from '../solution.ts';
