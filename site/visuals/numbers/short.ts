import { numeral } from '../parts/ink.ts';

/** A few digits; whole numbers as they are: 3, and not 3.00. */
export const short = (value: number, digits = 3): string =>
  Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value).replace('-', '−') : numeral(value, digits);
