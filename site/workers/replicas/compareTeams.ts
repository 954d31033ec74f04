/** Is a network that several workers trained the same one? Held against what one worker came to. */
import type { TeamReport } from './team.ts';

export interface Comparison {
  /** Have all replicas the same bits? */
  readonly alike: boolean;
  /** The largest difference between a weight of theirs and of the one worker, after the first update and after the last. */
  readonly afterFirst: number;
  readonly afterLast: number;
  /** In how many weights they differ at all after the first update, of how many. */
  readonly unlike: number;
  readonly weights: number;
}

const largest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

const sameBits = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

export function compareTeams(team: TeamReport, alone: TeamReport): Comparison {
  const [first, last] = [team.first[0]!, team.last[0]!];
  return {
    alike: team.last.every((weights) => sameBits(weights, last)) && team.first.every((w) => sameBits(w, first)),
    afterFirst: Math.max(...team.first.map((weights) => largest(weights, alone.first[0]!))),
    afterLast: Math.max(...team.last.map((weights) => largest(weights, alone.last[0]!))),
    unlike: first.reduce((count, value, i) => count + Number(!Object.is(value, alone.first[0]![i])), 0),
    weights: first.length,
  };
}
