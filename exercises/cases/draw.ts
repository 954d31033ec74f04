/** Plain random numbers of checks. All are short decimals, so that a case can be printed, read and copied exactly. */
import type { Generator } from '#framework';

/** Three decimals; never -0. */
export const short = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** One number from a normal distribution. */
export const decimal = (random: Generator, mean = 0, std = 2): number => short(random.normal(mean, std));

/** One number between two others, never exactly the lower one. */
export const between = (random: Generator, low: number, high: number): number =>
  short(low + (0.001 + 0.998 * random.uniform()) * (high - low));

/** A whole number from low to high, both included. */
export const whole = (random: Generator, low: number, high: number): number => low + random.integer(high - low + 1);

/** [n] normal numbers. */
export const vector = (random: Generator, n: number, std = 2): number[] =>
  Array.from({ length: n }, () => decimal(random, 0, std));

/** [rows, columns] normal numbers. */
export const matrix = (random: Generator, rows: number, columns: number, std = 2): number[][] =>
  Array.from({ length: rows }, () => vector(random, columns, std));

/** [n] classes from 0 to classes − 1. */
export const labels = (random: Generator, n: number, classes: number): number[] =>
  Array.from({ length: n }, () => random.integer(classes));

/** The numbers 0 … n − 1 in an order that is not the order of counting (for n above 1). */
export function scrambled(random: Generator, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  do {
    for (let i = n - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
  } while (n > 1 && order.every((value, i) => value === i));
  return order;
}

/** [n] indices below `size`, of which at least two are the same (for n above 1). */
export function repeated(random: Generator, n: number, size: number): number[] {
  const indices = labels(random, n, size);
  if (n > 1) indices[n - 1] = indices[0]!;
  return indices;
}

/** [n] numbers of which the largest stands in two places, neither of them the last (for n above 2). */
export function tied(random: Generator, n: number): number[] {
  const values = vector(random, n);
  const top = short(Math.max(...values) + 1);
  const first = random.integer(Math.max(1, n - 2));
  values[first] = top;
  if (n > 2) values[first + 1] = top;
  return values;
}
