/** Six names to tell apart: three from the data that were not learned from, three that the network wrote and that stand nowhere in it. Pure. */
import type { Writing } from '../../player/protocol.ts';

export interface Riddle {
  /** In alphabetical order, which gives nothing away. */
  readonly names: readonly { readonly text: string; readonly isReal: boolean }[];
  /** Updates that the network had made. */
  readonly step: number;
}

const EACH = 3;
/** So many of the texts that were written are for the riddle; the others may be shown. */
export const FOR_RIDDLE = 6;
/** A shorter one gives itself away. */
const SHORTEST = 4;

/** Fewer names where the network wrote too few that could be told of. */
export function riddleOf({ written, real, step }: Writing): Riddle {
  const invented = written
    .slice(0, FOR_RIDDLE)
    .filter(({ text, found }) => found === null && text.length >= SHORTEST)
    .map(({ text }) => text);
  const names = [
    ...[...new Set(invented)].slice(0, EACH).map((text) => ({ text, isReal: false })),
    ...real
      .filter((text) => text.length >= SHORTEST)
      .slice(0, EACH)
      .map((text) => ({ text, isReal: true })),
  ];
  return { names: names.sort((a, b) => (a.text < b.text ? -1 : 1)), step };
}
