/** A number that is moved a little, and what the loss answers: what page and worker say to each other (nudge.ts does it). */
import type { SelectedTensor } from './Moment.ts';
import type { OpTrace } from './protocol.ts';

/** Half the distance between the two losses. */
export const NUDGE = 1e-4;

/** Which number: of what an op takes (at a place among its operands) or gives. */
export interface NudgedCell {
  /** Place of the op in the step's forward order, and its name, to be sure that it is that one. */
  readonly op: Pick<OpTrace, 'index' | 'name'>;
  readonly tensor: SelectedTensor['tensor'];
  readonly index: readonly number[];
  /** Of which pass the loss is asked for. */
  readonly pass: string;
}

export interface Nudged {
  readonly h: number;
  /** The loss with the number as it is, a little higher, a little lower. */
  readonly here: number;
  readonly higher: number;
  readonly lower: number;
  /** (higher - lower) / 2h */
  readonly slope: number;
}

/** Does the loss turn a corner here: is the slope to one side another than to the other? Then no one number is its slope. */
export function hasCorner({ here, higher, lower }: Nudged): boolean {
  return relativeError(higher - here, here - lower) > 0.02;
}

/** Between 0 and 1: how far two numbers are apart, measured by the larger of them. */
export const relativeError = (a: number, b: number): number => {
  const size = Math.max(Math.abs(a), Math.abs(b));
  return size === 0 ? 0 : Math.abs(a - b) / size;
};
