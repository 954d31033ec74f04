/**
 * `<anomaly-strip>`: a series with planted anomalies, the residuals of its forecaster under it, and where an alarm is given. The threshold is chosen,
 * and the memory repaired or not. All of it was computed while the site was built (`series.ts`): this only draws it. What a prediction asks for
 * (`data-curtain`) is covered until it was answered.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import type { Alarms, Watch } from './series.ts';

/** As the build packs it: numbers shortened to what a picture needs, alarms as they were counted. */
export interface PackedWatch extends Watch {
  readonly counts: Alarms;
  /** For each anomaly, how many of its steps gave an alarm. */
  readonly found: readonly number[];
}

export interface PackedStrip {
  readonly history: number;
  readonly values: readonly number[];
  readonly anomalies: readonly {
    readonly kind: 'spike' | 'shift' | 'flat';
    readonly from: number;
    readonly to: number;
  }[];
  readonly watches: readonly PackedWatch[];
}

const HEIGHT = 300;
const SERIES = 0.56;

export class AnomalyStrip extends HTMLElement {
  private readonly canvas = document.createElement('canvas');
  private readonly threshold = document.createElement('select');
  private readonly repair = document.createElement('input');
  private readonly readout = document.createElement('p');
  private strip: PackedStrip | null = null;
  private isBuilt = false;

  private get words() {
    return stringsFor(document.documentElement.lang).applications.odd;
  }

  connectedCallback(): void {
    const source = this.querySelector('script');
    if (this.isBuilt || source === null) return;
    this.isBuilt = true;
    this.strip = JSON.parse(source.textContent ?? '') as PackedStrip;
    const controls = document.createElement('div');
    controls.className = 'applications-controls';
    const thresholds = [...new Set(this.strip.watches.map((watch) => watch.threshold))];
    for (const tau of thresholds) this.threshold.append(new Option(`τ = ${tau}`, String(tau), false, tau === 0.4));
    this.repair.type = 'checkbox';
    for (const [text, input] of [[this.words.threshold, this.threshold], [this.words.repair, this.repair]] as const) {
      const label = document.createElement('label');
      label.append(...(input.type === 'checkbox' ? [input, text] : [text, input]));
      input.addEventListener('change', () => this.draw());
      controls.append(label);
    } // biome-ignore format: a table
    this.readout.className = 'applications-readout';
    this.readout.setAttribute('aria-live', 'polite');
    this.canvas.setAttribute('role', 'img');
    this.append(this.canvas, controls, this.readout);
    new ResizeObserver(() => this.draw()).observe(this);
    new MutationObserver(() => this.draw()).observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-presenter'],
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
    matchMedia('print').addEventListener('change', () => this.draw());
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.draw());
    this.closest('figure')?.addEventListener('figure:view', () => this.draw());
    this.draw();
  }

  private get isCovered(): boolean {
    const { curtain } = this.dataset;
    return curtain !== undefined && answerTo(curtain) === null;
  }

  private get watch(): PackedWatch {
    const tau = Number(this.threshold.value);
    return this.strip!.watches.find((one) => one.threshold === tau && one.isRepaired === this.repair.checked)!;
  }

  private draw(): void {
    const { strip, watch, words } = this;
    if (strip === null) return;
    this.repair.disabled = this.isCovered;
    const { counts, found, threshold } = watch;
    const kinds = strip.anomalies.map(({ kind, from, to }, i) =>
      fill(words.foundOne, { kind: words.kinds[kind], found: found[i]!, of: to - from }),
    );
    const values = { count: counts.all, tau: threshold, inside: counts.inside, behind: counts.behind, elsewhere: counts.elsewhere }; // biome-ignore format: one line reads better
    this.readout.textContent = this.isCovered
      ? fill(words.closed, values)
      : `${fill(words.said, values)} ${fill(words.found, { kinds: kinds.join(', ') })}`;
    this.canvas.setAttribute('aria-label', words.label);
    this.fillTable(strip, watch);
    this.paint(strip, watch);
  }

  private paint({ values, history, anomalies }: PackedStrip, { residuals, alarms, threshold }: PackedWatch): void {
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.85 * Number.parseFloat(fontSize);
    const width = this.clientWidth;
    if (width === 0) return;
    const context = prepareCanvas(this.canvas, width, HEIGHT);
    context.font = `${em}px ${fontFamily}`;
    const x = (t: number): number => ((t + 0.5) / values.length) * width;
    const [top, middle, floor] = [4, SERIES * HEIGHT, HEIGHT - 4];
    const wave = Math.max(...values.map(Math.abs));
    const y = (value: number): number => top + ((1 - value / wave) / 2) * (middle - top - 8);
    const most = Math.max(1, ...residuals.map(Math.abs));
    const zero = middle + 1.6 * em + (floor - middle - 1.6 * em) / 2;
    const down = (residual: number): number => zero - (residual / most) * (floor - zero);
    if (!this.isCovered) {
      context.fillStyle = ink(this, '--selection');
      for (const { from, to } of anomalies) context.fillRect(x(from) - 2, 0, Math.max(4, x(to) - x(from)), HEIGHT);
    }
    context.strokeStyle = ink(this, '--role-data');
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [t, value] of values.entries()) context.lineTo(x(t), y(value));
    context.stroke();
    context.fillStyle = ink(this, '--ink-soft');
    [context.textAlign, context.textBaseline] = ['left', 'top'];
    context.fillText(this.words.residuals, 0, middle);
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    for (const edge of [threshold, -threshold]) {
      context.beginPath();
      context.moveTo(0, down(edge));
      context.lineTo(width, down(edge));
      context.stroke();
    }
    context.setLineDash([]);
    const isAlarm = new Set(alarms);
    for (const [i, residual] of residuals.entries()) {
      const t = i + history;
      context.fillStyle = ink(this, isAlarm.has(t) ? '--role-loss' : '--rule-strong');
      const wide = isAlarm.has(t) ? 2.5 : 1;
      context.fillRect(x(t) - wide / 2, Math.min(zero, down(residual)), wide, Math.abs(down(residual) - zero));
    }
  }

  private fillTable({ anomalies }: PackedStrip, { alarms, residuals, threshold }: PackedWatch): void {
    const place = this.closest('figure')?.querySelector('[data-table]');
    if (place === null || place === undefined) return;
    const { history } = this.strip!;
    const kindAt = (t: number): string => {
      const found = anomalies.find(({ from, to }) => t >= from && t < to);
      return this.isCovered ? '?' : found === undefined ? '–' : this.words.kinds[found.kind];
    };
    const rows = alarms.map((t) => [String(t), numeral(residuals[t - history]!, 3), kindAt(t)]);
    place.replaceChildren(numberTable(fill(this.words.tableCaption, { tau: threshold }), this.words.columns, rows));
  }
}

customElements.define('anomaly-strip', AnomalyStrip);
