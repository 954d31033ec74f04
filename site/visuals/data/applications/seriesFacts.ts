/** What predictions ask of the series: who is hardest to beat, and how many alarms lie where. And the strip as a page carries it. */
import type { PackedStrip } from './AnomalyStrip.ts';
import { alarmsOf, foundOf, HISTORY, type Rivals, type Watched } from './series.ts';

/** Who can be beaten, in the order in which a prediction offers them. */
const RIVALS = ['mean', 'yesterday', 'lastValue'] as const;

export const hardest = (found: Rivals): number => {
  const errors = RIVALS.map((who) => found[who]);
  return errors.indexOf(Math.min(...errors));
};

const short = (value: number): number => Math.round(100 * value) / 100;

/** Numbers shortened to what a picture needs; alarms were counted before. */
export const packed = ({ values, anomalies, watches }: Watched): PackedStrip => ({
  history: HISTORY,
  values: Array.from(values, short),
  anomalies,
  watches: watches.map((watch) => ({
    ...watch,
    residuals: watch.residuals.map(short),
    counts: alarmsOf(watch, anomalies),
    found: anomalies.map((anomaly) => foundOf(watch, anomaly)),
  })),
});
