/** What the sandbox hands to the student's test: right rules, and the way a test is asked about one. */

type Numbers = number[];

interface Rule {
  readonly n: number;
  readonly f: (x: Numbers) => Numbers;
  readonly backward: (x: Numbers, upstream: Numbers) => Numbers;
}

/** Always 3: a gradient of 0 everywhere. */
export const constant: Rule = { n: 3, f: () => [3, 3], backward: (x) => x.map(() => 0) };

/** A millionth of the squares. */
export const tiny: Rule = {
  n: 3,
  f: (x) => x.map((value) => 1e-6 * value * value),
  backward: (x, upstream) => x.map((value, i) => 2e-6 * value * upstream[i]!),
};

/** A million times the sines. */
export const huge: Rule = {
  n: 3,
  f: (x) => x.map((value) => 1e6 * Math.sin(value)),
  backward: (x, upstream) => x.map((value, i) => 1e6 * Math.cos(value) * upstream[i]!),
};

/** Sum and product of two numbers: two outputs. */
export const twoOutputs: Rule = {
  n: 2,
  f: ([a = 0, b = 0]) => [a + b, a * b],
  backward: ([a = 0, b = 0], [sum = 0, product = 0]) => [sum + product * b, sum + product * a],
};

/** |x − 50|: a kink that no sensible input comes near. */
export const kinkFarAway: Rule = {
  n: 2,
  f: (x) => x.map((value) => Math.abs(value - 50)),
  backward: (_, upstream) => upstream.map((value) => -value),
};

type Accepts = (f: Rule['f'], backward: Rule['backward'], n: number, random: () => number) => boolean;

/** Numbers from 0 to 1. Source: Bryc's mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Asks the student's test about one rule. Bound, so that a rule's source tells nothing. */
export function drive(student: { readonly accepts: Accepts }, rule: Rule, seed: number): boolean {
  return student.accepts(rule.f.bind(null), rule.backward.bind(null), rule.n, uniforms(seed));
}
