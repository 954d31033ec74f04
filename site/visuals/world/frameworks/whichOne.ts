/** Which framework one takes, by what one needs it for; the words stand in site/i18n/en/frameworks.ts under the same names. */

export const needs = ['paper', 'service', 'phone', 'browser', 'old', 'understand'] as const;
export type Need = (typeof needs)[number];

/** What people take, and which needs it serves. */
export const ways = {
  pytorch: ['paper'],
  keras: ['service'],
  runtime: ['phone', 'browser'],
  history: ['old'],
  own: ['understand'],
} as const satisfies Readonly<Record<string, readonly Need[]>>;
export type Way = keyof typeof ways;

/** The pairs that a prediction offers, and which of them one way serves. */
export const pairs: readonly (readonly [Need, Need])[] = [
  ['phone', 'paper'],
  ['paper', 'browser'],
  ['phone', 'browser'],
];
export const servedTogether = (): number =>
  pairs.findIndex((pair) =>
    Object.values(ways).some((served: readonly Need[]) => pair.every((need) => served.includes(need))),
  );
