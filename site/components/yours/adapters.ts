/** Every exercise whose answer takes a part's place, for the build. */
import { findRun } from '#framework';
import type { Adapter } from '../../../exercises/places/Substitute.ts';
import type { OfferedPart } from '../../player/answers/offeredParts.ts';

const found = import.meta.glob<Adapter>('/exercises/*/substitute.ts', { eager: true, import: 'default' });

/** By slug. */
export const adapters: ReadonlyMap<string, Adapter> = new Map(
  Object.entries(found).map(([path, adapter]) => [path.split('/')[2]!, adapter]),
);

/** What of a run can be the reader's. `titles`: of exercises, by slug. */
export function offeredParts(run: string, titles: ReadonlyMap<string, string>): readonly OfferedPart[] {
  const { knobs } = findRun(run) as { knobs: Readonly<Record<string, unknown>> };
  return [...adapters].flatMap(([slug, { runs, place, needs = {} }]) => {
    if (!runs.includes(run)) return [];
    const asked = Object.fromEntries(Object.entries(needs).filter(([key]) => Object.hasOwn(knobs, key)));
    return [{ slug, title: titles.get(slug) ?? slug, place, needs: asked }];
  });
}

/** Our track beside the one with the reader's answer in it: an address on the run's page. */
export function shownWith(slug: string, { track, runs: [first] }: Adapter): string {
  const name = track.split('.')[0] ?? first;
  return `/runs/${name}/#t=${track}~${track}+${slug}&step=10&track=2`;
}
