/** Numbers of lesson 9: what the trail of a formula holds, what arrives at a parameter, and whether two units are enough. Read off `xor-scalars`. */
import type { TrackState } from '../../player/PlayerState.ts';
import { fanInOf } from '../parts/cells/fanIn.ts';
import { opOf } from '../parts/cells/shownTensor.ts';
import type { Measure } from './Measure.ts';

/** A loss below which all four corners are right, and the step from which on a run is asked. */
const [LEARNED, ENOUGH_STEPS] = [0.05, 190];

const late = ({ metrics, ending }: TrackState): number | null => {
  const last = metrics.at(-1);
  return last === undefined || (ending === null && last.step < ENOUGH_STEPS) ? null : last.loss;
};

export const numberMeasures = {
  /** v₂h₂ of the first example, before the first update. */
  'blank-number': ({ trace }) => {
    if (trace?.step !== 0) return null;
    const id = opOf(trace, 'example0.unit2.vh')?.output;
    return (id === undefined ? undefined : trace.tensors.get(id)?.values[0]) ?? null;
  },
  /** What the four examples bring a₂, added up, before the first update. */
  'gradient-of-a': ({ trace }) => {
    const parts = trace?.step === 0 ? (fanInOf(trace, 'units.1.a', [])?.parts ?? []) : [];
    if (parts.length === 0 || parts.some(({ value }) => value === null)) return null;
    return parts.reduce((sum, { value }) => sum + value!, 0);
  },
  'ops-of-an-example': ({ trace }) =>
    trace === null ? null : trace.ops.filter(({ label }) => label.startsWith('example0.')).length || null,
  'ops-of-a-step': ({ trace }) => trace?.ops.length ?? null,
  /** 0: the track has learned all four corners at its end; 1: it has not. */
  'learns-xor': ({ tracks }) => {
    const end = tracks[0] === undefined ? null : late(tracks[0]);
    return end === null ? null : end < LEARNED ? 0 : 1;
  },
} satisfies Readonly<Record<string, Measure>>;
