/**
 * States that travel with the site. A run whose steps are slow cannot be trained in a page up to the step that somebody asks for first; from a
 * shipped state it goes on like from a keyframe of its own, to the same bits. The build trains the run and writes them
 * (`makeStates.ts`), so that they are never older than the framework.
 */
import { decodeCheckpoint, type TrainingState } from '#framework';
import { type LessonRun, lessonRuns } from '../lessonRuns.ts';
import type { TrackSpec } from '../TrackSpec.ts';

export interface ShippedState {
  /** The step that is made next. */
  readonly step: number;
  /** Errors: it cannot be had, or is damaged. */
  readonly load: () => Promise<TrainingState>;
}

/** @example nameOfState('tiny-gpt', 100) // 'tiny-gpt-100.safetensors' */
export const nameOfState = (frame: string, step: number): string => `${frame}-${step}.safetensors`;

const sameOptions = (a: TrackSpec['options'], b: TrackSpec['options']): boolean =>
  Object.keys({ ...a, ...b }).every((key) => a[key] === b[key]);

const isPlain = ({ bugs, answers, forks }: TrackSpec): boolean => [...bugs, ...answers, ...forks].length === 0;

/** Those of a track, in order of steps: only of a run as its lesson shows it, for any change makes it another run. */
export function shippedFor(spec: TrackSpec): readonly ShippedState[] {
  const found = Object.entries(lessonRuns).find(
    ([, { run, seed, options = {}, ships }]: [string, LessonRun]) =>
      ships !== undefined && run === spec.run && seed === spec.seed && sameOptions(options, spec.options),
  );
  if (found === undefined || !isPlain(spec)) return [];
  const [frame, { ships = [] }] = found;
  return ships.map((step) => ({ step, load: () => fetched(nameOfState(frame, step)) }));
}

async function fetched(name: string): Promise<TrainingState> {
  const answer = await fetch(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}recordings/states/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return decodeCheckpoint(new Uint8Array(await answer.arrayBuffer()), name);
}
