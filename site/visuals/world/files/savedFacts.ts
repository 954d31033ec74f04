/** What was measured of a trained network that is brought elsewhere, as recordSaved.ts wrote it down, and what predictions ask of it. */
import type { SavedFacts } from './measureSaved.ts';
import recorded from './savedFacts.json' with { type: 'json' };

export const savedFacts = recorded as unknown as SavedFacts;

/** Below this share of what it was, a network is broken. */
const BROKEN = 0.9;

/** The first of these widths, from the widest down, at which accuracy with one scale a tensor has lost a tenth of itself: its place; behind the last: none. */
export function breaksAt({ fewBits, accuracy }: SavedFacts, widths: readonly number[]): number {
  const place = widths.findIndex((width) => fewBits.find(({ bits }) => bits === width)!.tensor < BROKEN * accuracy);
  return place < 0 ? widths.length : place;
}

/** Which of these feeds costs most: its place. */
export function worstFeed({ fed }: SavedFacts, among: readonly string[]): number {
  const shares = among.map((name) => fed.find(({ feed }) => feed === name)!.accuracy);
  return shares.indexOf(Math.min(...shares));
}
