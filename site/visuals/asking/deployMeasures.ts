/** Numbers of lesson 22: the file of a step, and where a resumed run parts from one that never stopped. */
import { firstDifference } from '../../player/firstDifference.ts';
import { byteOf, fileOf, parametersOf } from '../world/files/stateFile.ts';
import type { Measure, Measured } from './Measure.ts';

const fileIn = ({ trace }: Measured) => {
  const named = trace === null ? null : parametersOf(trace);
  return named === null ? null : fileOf(named);
};

const PHASES = ['forward', 'backward', 'update', 'batch'] as const;

export const deployMeasures = {
  'numbers-to-save': ({ info }) => info.parameters,
  'bytes-of-file': (state) => fileIn(state)?.bytes.length ?? null,
  'bytes-of-header': (state) => {
    const file = fileIn(state);
    return file === null ? null : file.bodyAt - 8;
  },
  /** The first byte of the first number of conv1.bias. */
  'byte-of-first-bias': (state) => {
    const file = fileIn(state);
    return file === null ? null : byteOf(file, 'conv1.bias');
  },
  /** In the step that both tracks show, where the second parts from the first: 0 forward, 1 backward, 2 update, 3 the batch; null where every bit is the same. */
  'phase-of-parting': ({ tracks: [one, two] }) => {
    if (one?.trace == null || two?.trace == null || one.trace.step !== two.trace.step) return null;
    const difference = firstDifference(one.trace, two.trace);
    return difference === null ? null : PHASES.indexOf(difference.phase);
  },
  'accuracy-at-end': ({ tracks: [track] }) => {
    const last = track?.evaluations.at(-1);
    return track === undefined || last === undefined || last.step < track.info.totalSteps
      ? null
      : (last.metrics['accuracy'] ?? null);
  },
} satisfies Readonly<Record<string, Measure>>;
