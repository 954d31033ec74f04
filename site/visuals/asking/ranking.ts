/** An order that a reader gave some things, held against the order of what was measured of them. Pure. */

export interface Ranking {
  /** The things as measured, smallest first. */
  readonly order: readonly string[];
  /** Pairs that the reader has the right way round, and all pairs. Two that measure the same are right either way. */
  readonly right: number;
  readonly all: number;
}

/**
 * null where something of the reader's was not measured.
 *
 * @example rankingOf(['b', 'a', 'c'], { a: 1, b: 2, c: 3 }) // { order: ['a', 'b', 'c'], right: 2, all: 3 }
 */
export function rankingOf(given: readonly string[], measured: Readonly<Record<string, number>>): Ranking | null {
  const values = given.map((name) => measured[name]);
  if (values.some((value) => value === undefined)) return null;
  const order = [...given].sort((a, b) => measured[a]! - measured[b]!);
  let [right, all] = [0, 0];
  for (let first = 0; first < given.length; first++)
    for (let second = first + 1; second < given.length; second++) {
      all++;
      if (values[first]! <= values[second]!) right++;
    }
  return { order, right, all };
}

/** Names of `known` in the order of a remembered text; null where it is not an order of just these. */
export function orderIn(text: string, known: readonly string[]): readonly string[] | null {
  const names = text.split(' ');
  const isWhole = names.length === known.length && known.every((name) => names.includes(name));
  return isWhole ? names : null;
}
