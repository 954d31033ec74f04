/**
 * A learning curve as a table: one row for each of eleven measurements along the run (fewer where there are fewer), the loss of the step
 * before it, and, once something is trained in the page, the live numbers beside the recorded ones.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { deciles } from '../../parts/curves/deciles.ts';
import type { CurvePoint } from '../../parts/curves/thinCurve.ts';
import { numeral } from '../../parts/ink.ts';
import type { CurveNumbers } from './curveNumbers.ts';
import { metricName, metricText, type Promised } from './metricText.ts';

const NOTHING = '–';

export function curveRows(
  run: Promised,
  recorded: CurveNumbers | null,
  live: CurveNumbers | null,
  words: Strings['runs'],
): { columns: string[]; rows: string[][] } {
  const steps = [...(recorded?.evaluations ?? []), ...(live?.evaluations ?? [])].map(({ step }) => step);
  const shown = deciles([...new Set(steps)].toSorted((a, b) => a - b));
  const sources = [
    { numbers: recorded, say: words.figure.tableRecorded },
    { numbers: live, say: words.figure.tableLive },
  ].flatMap(({ numbers, say }) => (numbers === null ? [] : [{ numbers, say }]));
  const columns = sources.flatMap(({ numbers, say }) => {
    const names = Object.keys(numbers.losses);
    const lossName = (name: string): string => (names.length > 1 ? (words.losses[name] ?? name) : words.figure.loss);
    return [
      ...names.map((name) => fill(say, { name: lossName(name) })),
      fill(say, { name: metricName(run.metric, words) }),
    ];
  });
  const cells = (step: number): string[] =>
    sources.flatMap(({ numbers }) => [
      ...Object.values(numbers.losses).map((points) => lossAt(points, step - 1)),
      qualityAt(run, numbers, step, words),
    ]);
  return { columns: [words.figure.tableStep, ...columns], rows: shown.map((step) => [String(step), ...cells(step)]) };
}

/** The loss of this step, or of the last one before it that was kept. */
function lossAt(points: readonly CurvePoint[], step: number): string {
  const point = points.findLast((candidate) => candidate.step <= step);
  return point === undefined || (points.at(-1)?.step ?? 0) < step ? NOTHING : numeral(point.value);
}

function qualityAt({ metric }: Promised, { evaluations }: CurveNumbers, at: number, words: Strings['runs']): string {
  const value = evaluations.find(({ step }) => step === at)?.metrics[metric];
  return value === undefined ? NOTHING : metricText(metric, value, words);
}
