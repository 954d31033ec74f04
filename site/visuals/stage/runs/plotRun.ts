/**
 * The learning curve of a run as markup: one panel for the losses, one for the quality with its promise, on the same steps. The build
 * writes it into the page, so that it is there without a script; the training in the page writes it again with the live lines on
 * top of the recorded ones. Lines are SVG that stretches with its box, words are HTML that does not.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Strings } from '../../../i18n/index.ts';
import { type CurvePoint, thinCurve } from '../../parts/curves/thinCurve.ts';
import { ticksUpTo } from '../../parts/curves/ticksUpTo.ts';
import type { CurveNumbers } from './curveNumbers.ts';
import { metricName, metricText, type Promised, promiseText } from './metricText.ts';
import { type Axis, niceAxis } from './niceAxis.ts';

export interface RunPlot {
  readonly run: Promised;
  readonly totalSteps: number;
  readonly recorded: CurveNumbers | null;
  /** null until training starts in the page. */
  readonly live: CurveNumbers | null;
}

type Words = Strings['runs'];

/** The drawing's own units; it is stretched to whatever room there is. */
const WIDTH = 500;
const HEIGHT = 100;
const MOST_TICKS = { x: 6, y: 4 };
/** What is drawn: a line, dots on a line, or dots alone. */
type Form = 'line' | 'dotted-line' | 'dots';

interface Series {
  readonly kind: string;
  readonly label: string;
  readonly form: Form;
  readonly recorded: readonly CurvePoint[];
  readonly live: readonly CurvePoint[];
}

/** @example plotRun({ run: digitsCnn, totalSteps: 785, recorded, live: null }, strings.runs) // '<div class="run-panel" …' */
export function plotRun(plot: RunPlot, words: Words): string {
  const losses = lossSeries(plot, words);
  const quality = qualitySeries(plot, words);
  const { threshold } = plot.run;
  const lossAxis = niceAxis([0, ...valuesOf(losses)], MOST_TICKS.y);
  const qualityAxis = niceAxis([threshold, ...valuesOf(quality)], MOST_TICKS.y);
  const promise = { at: threshold, label: fill(words.promised, { promise: promiseText(plot.run, words) }) };
  const isShare = words.metrics[plot.run.metric]?.isShare === true;
  const asQuality = (value: number): string => (isShare ? metricText(plot.run.metric, value, words) : String(value));
  return [
    panel({
      name: 'loss',
      series: losses,
      axis: lossAxis,
      say: String,
      plot,
    }),
    panel({ name: 'quality', series: quality, axis: qualityAxis, say: asQuality, plot, promise }),
    stepAxis(plot.totalSteps, words),
  ].join('');
}

function lossSeries({ recorded, live }: RunPlot, words: Words): Series[] {
  const names = Object.keys({ ...recorded?.losses, ...live?.losses });
  const series = names.map(
    (name, place): Series => ({
      kind: `loss-${place + 1}`,
      label: names.length > 1 ? (words.losses[name] ?? name) : words.figure.loss,
      form: 'line',
      recorded: recorded?.losses[name] ?? [],
      live: live?.losses[name] ?? [],
    }),
  );
  const [only, ...others] = names;
  // A loss on unseen examples beside that of the batches shows overfitting; a GAN's players have no such thing.
  if (only === undefined || others.length > 0) return series;
  const unseen = { kind: 'unseen', label: words.figure.testLoss, form: 'dots' } as const;
  return [...series, { ...unseen, recorded: measured(recorded, only), live: measured(live, only) }];
}

const qualitySeries = ({ run, recorded, live }: RunPlot, words: Words): Series[] => [
  {
    kind: 'quality',
    label: fill(words.metrics[run.metric]?.isOfMade === true ? words.figure.metricOfMade : words.figure.metric, {
      name: metricName(run.metric, words),
    }),
    form: 'dotted-line',
    recorded: measured(recorded, run.metric),
    live: measured(live, run.metric),
  },
];

/** A number of every measurement, at the last step before it. */
const measured = (numbers: CurveNumbers | null, name: string): CurvePoint[] =>
  (numbers?.evaluations ?? []).flatMap(({ step, metrics }) =>
    metrics[name] === undefined ? [] : [{ step: step - 1, value: metrics[name] }],
  );

const valuesOf = (series: readonly Series[]): number[] =>
  series.flatMap(({ recorded, live }) => [...recorded, ...live].map(({ value }) => value));

interface Panel {
  readonly name: string;
  readonly series: readonly Series[];
  readonly axis: Axis;
  readonly say: (value: number) => string;
  readonly plot: RunPlot;
  readonly promise?: { readonly at: number; readonly label: string };
}

function panel({ name, series, axis, say, plot, promise }: Panel): string {
  const y = (value: number): number => HEIGHT * (1 - (value - axis.from) / (axis.to - axis.from));
  const x = (step: number): number => (WIDTH * step) / Math.max(1, plot.totalSteps - 1);
  const rules = axis.ticks.map((tick) => `M0 ${round(y(tick))}H${WIDTH}`).join('');
  const drawn = series.flatMap(({ kind, form, recorded, live }) => [
    lines(`run-${kind} run-recorded`, form, recorded, x, y),
    lines(`run-${kind} run-live`, form, live, x, y),
  ]);
  const ticks = axis.ticks.map(
    (tick) => `<span class="run-tick" style="top:${percent(y(tick), HEIGHT)}">${say(tick)}</span>`,
  );
  const promised = promise === undefined ? '' : path('run-promise', `M0 ${round(y(promise.at))}H${WIDTH}`);
  return `<div class="run-panel" data-panel="${name}"${plot.live === null ? '' : ' data-live'}>
<p class="run-keys">${series.map(({ kind, form, label }) => `<span class="run-key run-${kind}" data-form="${form}">${escaped(label)}</span>`).join('')}${promise === undefined ? '' : `<span class="run-key run-promise">${escaped(promise.label)}</span>`}</p>
<div class="run-area"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${path('run-rule', rules)}${promised}${drawn.join('')}</svg>${ticks.join('')}</div>
</div>`;
}

type Place = (value: number) => number;

function lines(kind: string, form: Form, points: readonly CurvePoint[], x: Place, y: Place): string {
  if (points.length === 0) return '';
  const thin = form === 'line' ? thinCurve(points, (step) => Math.floor(x(step))) : points;
  const finite = points.filter(({ value }) => Number.isFinite(value));
  // A line of no length with round ends is a dot that stays round, however the drawing is stretched.
  const dots = finite.map(({ step, value }) => `M${round(x(step))} ${round(y(value))}h0`).join('');
  return `${form === 'dots' ? '' : path(kind, trace(thin, x, y))}${form === 'line' ? '' : path(`${kind} run-dots`, dots)}`;
}

/** One line through the points, broken where a value is no number. */
function trace(points: readonly CurvePoint[], x: Place, y: Place): string {
  let broken = true;
  return points
    .map(({ step, value }) => {
      if (!Number.isFinite(value)) broken = true;
      if (!Number.isFinite(value)) return '';
      const command = broken ? 'M' : 'L';
      broken = false;
      return `${command}${round(x(step))} ${round(y(value))}`;
    })
    .join('');
}

function stepAxis(totalSteps: number, words: Words): string {
  const ticks = ticksUpTo(totalSteps, MOST_TICKS.x).map(
    (step) => `<span class="run-tick-step" style="left:${percent(step, totalSteps)}">${step}</span>`,
  );
  return `<div class="run-steps">${ticks.join('')}<span class="run-steps-name">${escaped(fill(words.figure.step, {}))}</span></div>`;
}

const path = (kind: string, d: string): string => (d === '' ? '' : `<path class="${kind}" d="${d}"/>`);
const round = (value: number): number => Number(value.toFixed(2));
const percent = (part: number, whole: number): string => `${round((100 * part) / whole)}%`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
