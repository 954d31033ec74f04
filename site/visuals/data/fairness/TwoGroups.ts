/**
 * `<two-groups>`: everybody who is examined, at the chance that the model gives, in a row for each group; full dots repaid, rings did not, and
 * who was written down wrongly has a second ring. A line through both rows says from where on one says yes, or each row has its own. Above each
 * row stand the rates. What a prediction asks for (`data-curtain`) is covered until it was answered.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { answerTo, whenAnswered } from '../../parts/answers.ts';
import { type Drawn, drawnRow } from '../../parts/drawn.ts';
import { Figure } from '../../parts/Figure.ts';
import { ink, numeral, prepareCanvas } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { type Applicant, applicantsOf, type Labels, type Rates, ratesOf } from './groups.ts';

const ROW = 150;
/** Half the width and the height of a calibration tick. */
const TICK = 5;
/** So many dots are drawn at most: every other person, every fifth, every tenth. */
const MOST_DOTS = 400;
const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7];

export class TwoGroups extends Figure {
  private readonly canvas = document.createElement('canvas');
  private readonly lines = [document.createElement('input'), document.createElement('input')] as const;
  private readonly own = document.createElement('input');
  private readonly labels = document.createElement('select');
  private readonly rates = document.createElement('div');
  private ownRow: HTMLElement | null = null;

  private get words() {
    return this.strings.fairness.groups;
  }

  protected build(player: Player): void {
    player.observe('applicants');
    const controls = document.createElement('div');
    controls.className = 'fair-controls';
    for (const [place, line] of this.lines.entries()) {
      [line.type, line.min, line.max, line.step, line.value] = ['range', '0', '1', '0.01', '0.5'];
      line.addEventListener('input', () => this.invalidate());
      const label = labelled(place === 0 ? this.words.threshold : this.words.thresholdOfB, line);
      if (place === 1) this.ownRow = label;
      controls.append(label);
    }
    this.ownRow!.hidden = true;
    this.own.type = 'checkbox';
    this.own.addEventListener('change', () => {
      this.ownRow!.hidden = !this.own.checked;
      this.lines[1].value = this.lines[0].value;
      this.invalidate();
    });
    for (const kind of ['recorded', 'fair'] as const)
      this.labels.append(new Option(this.words.labels[kind], kind, false, kind === this.dataset['labels']));
    this.labels.addEventListener('change', () => this.invalidate());
    controls.append(labelled(this.words.ownThreshold, this.own), labelled(this.words.examinedBy, this.labels));
    this.rates.className = 'fair-rates';
    this.rates.tabIndex = 0; // it scrolls on a phone, and the keyboard must get there
    this.rates.setAttribute('role', 'group');
    this.rates.setAttribute('aria-label', this.words.ratesCaption);
    this.append(this.canvas, controls, this.rates);
    const { curtain } = this.dataset;
    if (curtain !== undefined) for (const name of curtain.split(' ')) whenAnswered(name, () => this.invalidate());
  }

  private get isCovered(): boolean {
    return (this.dataset['curtain']?.split(' ') ?? []).some((name) => answerTo(name) === null);
  }

  private thresholdOf(group: number): number {
    return this.lines[this.own.checked ? group : 0]!.valueAsNumber;
  }

  private get judgedBy(): Labels {
    return this.labels.value as Labels;
  }

  private both(people: readonly Applicant[]): readonly Rates[] {
    return [0, 1].map((group) => ratesOf(people, group, this.thresholdOf(group), this.judgedBy));
  }

  protected override draw({ trace }: PlayerState): void {
    const people = trace && applicantsOf(trace);
    const { fontSize, fontFamily } = getComputedStyle(this);
    const em = 0.9 * Number.parseFloat(fontSize);
    const [width, height] = [this.clientWidth, 2 * ROW + 2 * em];
    const context = prepareCanvas(this.canvas, width, height);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', this.words.label);
    if (people === null) {
      this.rates.replaceChildren(this.words.none);
      return;
    }
    context.font = `${em}px ${fontFamily}`;
    const [left, right] = [8, width - 8];
    const at = (chance: number): number => left + chance * (right - left);
    const every = Math.max(1, Math.ceil(people.length / MOST_DOTS));
    const radius = width < 500 ? 2.2 : 3;
    for (const group of [0, 1]) {
      const [top, bottom] = [group * ROW + 1.6 * em, (group + 1) * ROW - 6];
      const threshold = this.thresholdOf(group);
      context.fillStyle = ink(this, '--ink-soft');
      [context.textAlign, context.textBaseline] = ['left', 'top'];
      context.fillText(this.words.names[group]!, left, group * ROW);
      context.fillStyle = ink(this, '--rule');
      context.fillRect(left, bottom + 3, right - left, 1);
      for (const [i, person] of people.entries()) {
        if (person.group !== group || i % every !== 0) continue;
        this.dot(context, person, at(person.chance), top + heightOf(i) * (bottom - top - 6) + 3, radius, threshold);
      }
      context.fillStyle = ink(this, '--accent');
      context.fillRect(at(threshold) - 1, group * ROW + 1.2 * em, 2, ROW - 1.2 * em);
      if (!this.isCovered) this.calibration(context, ratesOf(people, group, threshold, this.judgedBy), at, bottom + 3);
    }
    context.fillStyle = ink(this, '--ink-soft');
    for (const [share, text, align] of [[0, '0', 'left'], [0.5, '0.5', 'center'], [1, '1', 'right']] as const) {
      context.textAlign = align;
      context.fillText(text, at(share), 2 * ROW + 0.4 * em);
    } // biome-ignore format: a table
    for (const [group, line] of this.lines.entries())
      line.setAttribute('aria-valuetext', numeral(this.thresholdOf(group), 2));
    this.writeRates(people);
  }

  /** On the line under a row: a triangle at the mean chance, a bar at the share that repaid, and what lies between them. */
  private calibration(
    context: CanvasRenderingContext2D,
    { meanChance, repaid }: Rates,
    at: (chance: number) => number,
    y: number,
  ): void {
    const [promised, kept] = [at(meanChance), at(repaid)];
    if (!Number.isFinite(promised + kept)) return;
    context.fillStyle = ink(this, '--ink');
    context.fillRect(Math.min(promised, kept), y - 1, Math.abs(promised - kept), 3);
    context.fillRect(kept - 1, y - 2 * TICK, 2, 2 * TICK + 2);
    context.beginPath();
    context.moveTo(promised, y);
    context.lineTo(promised - TICK, y - 2 * TICK);
    context.lineTo(promised + TICK, y - 2 * TICK);
    context.closePath();
    context.fill();
  }

  /** Turned down is pale. */
  private dot(
    context: CanvasRenderingContext2D,
    { chance, recorded, fair }: Applicant,
    x: number,
    y: number,
    radius: number,
    threshold: number,
  ): void {
    const repaid = this.labels.value === 'fair' ? fair : recorded;
    context.globalAlpha = chance >= threshold ? 0.95 : 0.4;
    const color = ink(this, repaid ? '--positive' : '--negative');
    [context.fillStyle, context.strokeStyle, context.lineWidth] = [color, color, 1.2];
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    if (repaid) context.fill();
    else context.stroke();
    if (recorded !== fair) {
      context.globalAlpha = 1;
      context.strokeStyle = ink(this, '--ink');
      context.beginPath();
      context.arc(x, y, radius + 2.5, 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private writeRates(people: readonly Applicant[]): void {
    const table = numberTable(this.words.ratesCaption, this.words.columns, this.rows(this.both(people)));
    table.caption!.className = 'visually-hidden';
    this.rates.replaceChildren(table);
  }

  private rows(both: readonly Rates[]): readonly (readonly string[])[] {
    const said = (value: number): string => (this.isCovered ? '?' : Number.isFinite(value) ? numeral(value, 3) : '–');
    return both.map(({ count, selected, tpr, fpr, meanChance, repaid }, group) => [
      this.words.names[group]!,
      String(count),
      ...[selected, tpr, fpr, meanChance, repaid].map(said),
    ]);
  }

  override drawn({ trace }: PlayerState): readonly Drawn[] {
    const people = trace && applicantsOf(trace);
    return (people ?? []).flatMap(({ chance, group, recorded, fair }, i) =>
      drawnRow('observed applicants', [chance, group, Number(recorded), Number(fair)], [i]),
    );
  }

  protected override table({ trace }: PlayerState): HTMLTableElement | null {
    const people = trace && applicantsOf(trace);
    if (trace === null || people === null) return null;
    const thresholds = [...new Set([...THRESHOLDS, this.thresholdOf(0), this.thresholdOf(1)])].sort((a, b) => a - b);
    const rows = thresholds.flatMap((threshold) =>
      this.rows([0, 1].map((group) => ratesOf(people, group, threshold, this.judgedBy))).map((row) => [
        numeral(threshold, 2),
        ...row,
      ]),
    );
    const caption = fill(this.words.tableCaption, {
      step: trace.step,
      labels: this.words.labels[this.judgedBy],
    });
    return numberTable(caption, [this.words.thresholdColumn, ...this.words.columns], rows);
  }

  protected override sentence({ trace }: PlayerState): string {
    const people = trace && applicantsOf(trace);
    if (trace === null || people === null) return this.words.none;
    const turned = people.filter(({ recorded, fair }) => recorded !== fair).length;
    const every = Math.max(1, Math.ceil(people.length / MOST_DOTS));
    const told = fill(turned > 0 ? this.words.sentenceTurned : this.words.sentence, {
      step: trace.step,
      count: people.length,
      shown: Math.ceil(people.length / every),
      turned,
    });
    return this.isCovered ? told : `${told} ${this.words.calibration}`;
  }
}

/** Where in its row a person's dot stands: spread, and always the same. */
const heightOf = (i: number): number => (i * 0.6180339887) % 1;

function labelled(text: string, input: HTMLElement): HTMLElement {
  const label = document.createElement('label');
  const name = document.createElement('span');
  name.textContent = text;
  label.append(name, input);
  return label;
}

customElements.define('two-groups', TwoGroups);
