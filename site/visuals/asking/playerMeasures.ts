/** Numbers of lesson 21: clouds served and missed, what the discriminator pays at first, and where the gradient changes hands. */
import type { TrackState } from '../../player/PlayerState.ts';
import { arenaOf } from '../players/arena.ts';
import type { Measure, Measured } from './Measure.ts';

/** Served clouds of a track's examination after so many steps; null where it has none. */
const servedAfter = ({ evaluations }: TrackState, steps: number): number | null =>
  evaluations.find(({ step }) => step === steps)?.metrics['modes'] ?? null;

/** A number of the step's arena; null where there is none. */
const ofArena =
  (read: (arena: NonNullable<ReturnType<typeof arenaOf>>) => number | null) =>
  ({ trace }: Measured): number | null => {
    const arena = trace && arenaOf(trace);
    return arena === null ? null : read(arena);
  };

export const playerMeasures = {
  /** Served clouds in the step that is shown. */
  served: ofArena(({ coverage, served }) => (coverage.length === 0 ? null : served)),
  clouds: ofArena(({ clouds }) => clouds.length || null),
  /** Random numbers of one generated point. */
  'noise-numbers': ({ trace }) => {
    const first = trace?.ops.find(({ label }) => label === 'generator.linear1');
    return trace?.tensors.get(first?.inputs[0] ?? Number.NaN)?.shape[1] ?? null;
  },
  'served-at-600': ({ tracks: [track] }) => (track === undefined ? null : servedAfter(track, 600)),
  /** What the discriminator pays for both halves before anything was learned. */
  'first-discriminator-loss': ({ trace }) => {
    if (trace?.step !== 0) return null;
    const halves = trace.passes.filter(({ name }) => name.startsWith('discriminator.'));
    return halves.length === 2 ? halves.reduce((sum, { loss }) => sum + loss, 0) : null;
  },
  /** Which op hands its gradient to the generated points: 0 the loss, 1 the discriminator's last layer, 2 its first, 3 the generator's last. */
  crossing: ({ trace }) => {
    const made = trace?.ops.find(({ label }) => label === 'generator.linear3');
    const reader = trace?.ops.find(
      ({ pass, inputs }) => made !== undefined && pass === 'generator' && inputs[0] === made.output,
    );
    if (reader === undefined) return null;
    const judges = trace!.ops.filter(
      ({ label, name }) => label.startsWith('generator.discriminator.') && name === 'linear',
    );
    if (reader.label === judges[0]?.label) return 2;
    return reader.label === judges.at(-1)?.label ? 1 : 0;
  },
  /** The fullest cloud after 900 steps, counted from 1. */
  'busiest-at-900': (state) =>
    state.trace?.step === 900
      ? ofArena(({ coverage }) => coverage.indexOf(Math.max(...coverage)) + 1 || null)(state)
      : null,
  /** Of several tracks: which serves most clouds after 1,400 steps, from 0. */
  'most-served-at-1400': ({ tracks }) => {
    const served = tracks.map((track) => servedAfter(track, 1400));
    return served.length < 2 || served.includes(null) ? null : served.indexOf(Math.max(...(served as number[])));
  },
} satisfies Readonly<Record<string, Measure>>;
