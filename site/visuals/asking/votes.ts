/** Votes of a class, and who was right: kept apart from the page so that they can be tested. Pure. */

export interface Ballot {
  /** In the order they were given, each the place of a choice. */
  readonly given: readonly number[];
  /** How many each choice had in the round before; null in the first. */
  readonly before: readonly number[] | null;
}

export const emptyBallot: Ballot = { given: [], before: null };

export const voted = (ballot: Ballot, place: number): Ballot => ({ ...ballot, given: [...ballot.given, place] });

/** Without the vote that came last. */
export const takenBack = (ballot: Ballot): Ballot => ({ ...ballot, given: ballot.given.slice(0, -1) });

/** The next round: nothing given yet, and this one to be compared with. */
export const votedAgain = (ballot: Ballot, choices: number): Ballot => ({ given: [], before: counts(ballot, choices) });

/** How many voted for each of the choices. */
export function counts({ given }: Ballot, choices: number): number[] {
  const found = new Array<number>(choices).fill(0);
  for (const place of given) found[place] = (found[place] ?? 0) + 1;
  return found;
}

/** As near to the lowest counts as level with it. */
const LEVEL = 0.05;

/**
 * The places of the lowest number, and of all that are level with it.
 *
 * @example lowestOf([0.306, 0.312, 1.097]) // [0, 1]
 */
export function lowestOf(losses: readonly number[]): number[] {
  const least = Math.min(...losses);
  return losses.flatMap((loss, place) => (loss <= least * (1 + LEVEL) ? [place] : []));
}
