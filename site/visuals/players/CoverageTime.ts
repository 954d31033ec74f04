/**
 * `<coverage-time>`: which clouds a generator served, step by step, for whole trainings side by side: a band for each, a row for each cloud.
 * Recorded (courses.ts); a mark stands where the page's own tracks are, and a click goes to that step.
 */
import { fill } from '../../i18n/fill.ts';
import type { Player, PlayerState } from '../../player/Player.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack, printTrack } from '../../player/trackText.ts';
import { answerTo, whenAnswered } from '../parts/answers.ts';
import { Figure } from '../parts/Figure.ts';
import { ink, prepareCanvas } from '../parts/ink.ts';
import { numberTable } from '../parts/numberTable.ts';
import { percent } from '../parts/percent.ts';
import { servedOf } from './arena.ts';

const ROW = 7;
/** A cloud with twice its fair share is as dark as it gets. */
const DARKEST = 250;
/** The table has a row every so many steps. */
const TABLE_EVERY = 200;

interface Course {
  readonly name: string;
  readonly track: string;
  readonly shares: readonly (readonly number[])[];
}

interface Band {
  readonly course: Course;
  readonly canvas: HTMLCanvasElement;
  readonly told: HTMLElement;
}

/** Options in one order, whatever order a link has them in. */
const written = (spec: TrackSpec): string =>
  printTrack({ ...spec, options: Object.fromEntries(Object.entries(spec.options).sort()) });

export class CoverageTime extends Figure {
  private bands: Band[] = [];
  private every = 1;
  private readonly covered = document.createElement('p');

  protected build(player: Player): void {
    const words = this.strings.players.coverageTime;
    this.every = Number(this.dataset['every'] ?? 1);
    const courses = JSON.parse(this.dataset['courses'] ?? '[]') as readonly Course[];
    const names: Readonly<Record<string, string>> = words.courses;
    this.bands = courses.map((course) => {
      const band = document.createElement('section');
      const [head, canvas, told] = [
        document.createElement('p'),
        document.createElement('canvas'),
        document.createElement('span'),
      ];
      head.append(`${names[course.name] ?? course.name} `, told);
      canvas.setAttribute('aria-hidden', 'true');
      canvas.addEventListener('click', (event) => {
        const box = canvas.getBoundingClientRect();
        const place = Math.floor(((event.clientX - box.x) / box.width) * this.lengthOf(course));
        if (this.stepOf(course) !== null) player.seek(place * this.every);
      });
      band.append(head, canvas);
      this.append(band);
      return { course, canvas, told };
    });
    this.append(this.covered);
    const { curtain } = this.dataset;
    if (curtain !== undefined) whenAnswered(curtain, () => this.invalidate());
  }

  private lengthOf({ shares }: Course): number {
    return shares.length;
  }

  /** Where the page's own track of this course stands; null: it has none. */
  private stepOf({ track }: Course): number | null {
    const spec = parseTrack(track);
    if (typeof spec === 'string') return null;
    return this.player?.state.tracks.find((one) => written(one.spec) === written(spec))?.trace?.step ?? null;
  }

  /** The last look that is shown before the question is answered. */
  private get shownTo(): number {
    const { curtain, until } = this.dataset;
    const isOpen = curtain === undefined || answerTo(curtain) !== null;
    return isOpen ? Number.POSITIVE_INFINITY : Number(until ?? 0);
  }

  protected override draw(_state: PlayerState): void {
    const words = this.strings.players.coverageTime;
    for (const { course, canvas, told } of this.bands) {
      const step = this.stepOf(course);
      this.paint(canvas, course, step);
      const look = step === null ? undefined : course.shares[Math.round(step / this.every)];
      const isHidden = look === undefined || step === null || step > this.shownTo;
      const served = isHidden ? 0 : servedOf(look.map((share) => share / 1000));
      told.textContent = isHidden ? '' : fill(words.now, { step, served });
    }
    this.covered.textContent = Number.isFinite(this.shownTo) ? words.covered : '';
  }

  private paint(canvas: HTMLCanvasElement, { shares }: Course, step: number | null): void {
    const width = this.clientWidth;
    const clouds = shares[0]?.length ?? 0;
    const context = prepareCanvas(canvas, width, clouds * ROW);
    const cell = width / shares.length;
    context.fillStyle = ink(this, '--role-activations');
    for (const [i, look] of shares.entries()) {
      if (i * this.every > this.shownTo) break;
      for (const [cloud, share] of look.entries()) {
        context.globalAlpha = Math.min(1, share / DARKEST);
        context.fillRect(i * cell, cloud * ROW, cell + 0.5, ROW - 1);
      }
    }
    context.globalAlpha = 1;
    context.strokeStyle = ink(this, '--rule-strong');
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, width - 1, clouds * ROW - 1);
    if (step === null) return;
    const at = Math.min(width - 1, (step / this.every + 0.5) * cell);
    context.strokeStyle = ink(this, '--accent');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(at, 0);
    context.lineTo(at, clouds * ROW);
    context.stroke();
  }

  protected override table(): HTMLTableElement {
    const words = this.strings.players.coverageTime;
    const names: Readonly<Record<string, string>> = words.courses;
    const looks = this.bands[0]?.course.shares.length ?? 0;
    const steps = Array.from({ length: looks }, (_, i) => i * this.every);
    const rows = steps
      .filter((step) => step % TABLE_EVERY === 0 && step <= this.shownTo)
      .map((step) => [String(step), ...this.bands.map(({ course }) => this.cell(course.shares[step / this.every]!))]);
    const columns = [words.step, ...this.bands.map(({ course }) => names[course.name] ?? course.name)];
    return numberTable(words.tableCaption, columns, rows);
  }

  private cell(look: readonly number[]): string {
    const fullest = Math.max(...look);
    return fill(this.strings.players.coverageTime.cell, {
      served: servedOf(look.map((share) => share / 1000)),
      cloud: look.indexOf(fullest) + 1,
      share: percent(fullest / 1000),
    });
  }

  protected override sentence(): string {
    const last = ((this.bands[0]?.course.shares.length ?? 1) - 1) * this.every;
    return fill(this.strings.players.coverageTime.sentence, { every: this.every, last });
  }
}

customElements.define('coverage-time', CoverageTime);
