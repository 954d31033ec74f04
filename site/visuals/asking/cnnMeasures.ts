/** Numbers of lesson 16: who hears of a pool's error, what batch norm remembers, and where the weights are. */
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { couplingIn } from '../images/cnn/coupling.ts';
import { pooledOf, shareOfTies, windowsOf } from '../images/cnn/pooled.ts';
import { allStatistics } from '../images/cnn/statistics.ts';
import { weightsOf } from '../network/signal/rungs.ts';
import type { Measure, Measured } from './Measure.ts';

/** Enough steps to say whether a loss moves, and how far it has to fall for it. */
const ENOUGH = 50;
const MOVED = 0.5;

/** How many numbers are learned in the layers whose name matches. */
const learnedIn = (trace: StepTrace, name: RegExp): number =>
  weightsOf(trace).reduce((sum, { path, count }) => sum + (name.test(path) ? count : 0), 0);

/** Has the loss of a track come down? null: it is too early to say. */
function moved({ metrics }: TrackState): boolean | null {
  const first = metrics.find(({ step }) => step === 0)?.loss;
  const late = metrics.filter(({ step }) => step >= ENOUGH - 10 && step <= ENOUGH);
  if (first === undefined || late.length < 10) return null;
  return late.reduce((sum, { loss }) => sum + loss, 0) / late.length < MOVED * first;
}

/** What the strip shows at the step that is drawn. */
const statisticsNow = ({ metrics, trace }: Measured) =>
  allStatistics(metrics).find(({ step }) => step === trace?.step) ?? null;

export const cnnMeasures = {
  /** The most cells of one window that got a gradient. */
  'cells-that-hear': ({ trace }) => {
    const pooled = trace === null ? null : pooledOf(trace);
    if (pooled === null || pooled.passedOn === null) return null;
    return Math.max(...windowsOf(pooled).map(({ cells }) => cells.filter(({ gradient }) => gradient !== 0).length));
  },
  /** Of the shown image's windows before the first update, in per cent. */
  'tied-windows': ({ trace }) => {
    const pooled = trace === null ? null : pooledOf(trace);
    return pooled === null ? null : 100 * shareOfTies(pooled);
  },
  /** Of two tracks, whose loss comes down within fifty steps: 0 the first, 1 the second, 2 both, 3 neither. */
  'whose-loss-moves': ({ tracks }) => {
    const [first, second] = tracks.map(moved);
    if (first == null || second == null) return null;
    if (first) return second ? 2 : 0;
    return second ? 1 : 3;
  },
  /** Share of a hundred test digits that is read right with what is remembered before the step, in per cent. */
  'held-out': (state) => {
    const now = statisticsNow(state);
    return now === null ? null : 100 * now.heldOut;
  },
  'right-in-the-batch': (state) => {
    const now = statisticsNow(state);
    return now === null ? null : 100 * now.trained;
  },
  /** 0: blanking one picture changes the gradient of others; 1: it does not. */
  'others-change': ({ trace }) => {
    const coupling = trace === null ? null : couplingIn(trace);
    return coupling === null ? null : Number(coupling.heard === 0);
  },
  'weights-of-the-last-layer': ({ trace }) => (trace === null ? null : learnedIn(trace, /^linear\./)),
  /** In per cent of all. */
  'share-of-convolutions': ({ trace, info }) =>
    trace === null ? null : (100 * learnedIn(trace, /^conv/)) / info.parameters,
} satisfies Readonly<Record<string, Measure>>;
