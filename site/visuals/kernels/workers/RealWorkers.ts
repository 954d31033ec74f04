/**
 * `<real-workers>`: on the reader's button, workers of this page that each hold a replica of the network and hand their gradients round a ring, beside
 * one worker with the whole batch; how long each computed and waited, and whether they all came to the same network. Until then it shows what
 * the build computed in turns. Inside a `<training-run>` the schedule is that of the shown track, a reader's own among them.
 */
import type { RingMessage } from '#framework';
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import type { TrainingRun } from '../../../player/TrainingRun.ts';
import { type Comparison, compareTeams } from '../../../workers/replicas/compareTeams.ts';
import type { Plan } from '../../../workers/replicas/protocol.ts';
import { startTeam, type TeamReport, type TeamWork } from '../../../workers/replicas/team.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { realWorker } from './realWorker.ts';
import { messagesOf } from './ring.ts';
import { type FirstTeam, fitsRing, rowsOf, type TeamRow } from './teamRows.ts';

export class RealWorkers extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).workers.real;
  private readonly liveWord = stringsFor(document.documentElement.lang).figures.live;
  private work: TeamWork | null = null;

  connectedCallback(): void {
    this.piece('start').addEventListener('click', () => {
      if (this.work === null) void this.start();
      else this.work.stop();
    });
    this.querySelector('fieldset')!.disabled = false;
    this.drawFirst(JSON.parse(this.dataset['first']!) as FirstTeam);
  }

  disconnectedCallback(): void {
    this.work?.stop();
    this.work = null;
  }

  private piece<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    return this.querySelector<Kind>(`[data-part="${name}"]`)!;
  }

  private chosen(name: string): number {
    return Number(this.piece<HTMLSelectElement>(name).value);
  }

  private say(part: string, text: string): void {
    const place = this.piece(part);
    if (place.textContent !== text) place.textContent = text;
  }

  private async start(): Promise<void> {
    const workers = this.chosen('workers');
    const found = await this.scheduleFor(workers);
    if (found === 'unfit') {
      this.say('said', this.words.badSchedule);
      return;
    }
    const slowMs = this.chosen('slow');
    const first = JSON.parse(this.dataset['first']!) as FirstTeam;
    const steps = this.chosen('steps');
    const plan: Plan = { ...first.plan, workers, steps, schedule: found, slowWorker: slowMs > 0 ? 2 : 0, slowMs };
    this.piece('start').textContent = this.words.stop;
    this.say('said', this.words.hiring);
    try {
      const alone = await this.run({ ...plan, workers: 1, schedule: null, slowWorker: 0, slowMs: 0 });
      const team = await this.run(plan);
      this.drawLive(team, alone);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.say('said', message === 'stopped' ? this.words.stopped : fill(this.words.failed, { message }));
    }
    this.work = null;
    this.piece('start').textContent = this.words.start;
  }

  private run(plan: Plan): Promise<TeamReport> {
    const text = plan.workers === 1 ? this.words.alone : this.words.team;
    this.work = startTeam(plan, realWorker, (worker, { step }) => {
      if (worker === 0) this.say('said', fill(text, { workers: plan.workers, step: step + 1, steps: plan.steps }));
    });
    return this.work.report;
  }

  /** What the shown track's step says of who sends what when; null: it says nothing of so many workers. */
  private async scheduleFor(workers: number): Promise<readonly RingMessage[] | 'unfit' | null> {
    const player = await this.closest<TrainingRun>('training-run')?.ready.catch(() => null);
    const { trace = null, info } = player?.state ?? {};
    const values = trace?.tensors.get(trace.observed['schedule'] ?? Number.NaN)?.values;
    if (values === undefined || info === undefined) return null;
    const schedule = messagesOf(values);
    if (new Set(schedule.map(({ from }) => from)).size !== workers) return null;
    return fitsRing(schedule, workers, info.parameters) ? schedule : 'unfit';
  }

  private drawFirst({ rows, comparison, plan }: FirstTeam): void {
    this.drawRows(rows, plan.steps);
    this.say('said', this.words.recorded);
    this.say('verdict', this.verdict(comparison, plan));
  }

  private drawLive(team: TeamReport, alone: TeamReport): void {
    const { plan } = team;
    this.drawRows(rowsOf(team, alone), plan.steps);
    const ms = (report: TeamReport): string => numeral(report.ms / plan.steps, 3);
    const cores = navigator.hardwareConcurrency ?? 1;
    const live = fill(this.words.live, { workers: plan.workers, team: ms(team), alone: ms(alone), cores });
    this.say('said', [live, plan.schedule === null ? '' : this.words.schedule].filter(Boolean).join(' '));
    this.say('verdict', this.verdict(compareTeams(team, alone), plan));
    const badge = this.closest('figure')?.querySelector<HTMLElement>('[data-badge]');
    if (!badge) return;
    badge.dataset['badge'] = 'live';
    badge.textContent = this.liveWord;
  }

  private verdict({ alike, unlike, weights, afterFirst, afterLast }: Comparison, { steps }: Plan): string {
    return [
      alike ? this.words.alike : this.words.unlike,
      fill(this.words.against, { unlike, weights, steps, first: numeral(afterFirst, 2), last: numeral(afterLast, 2) }),
    ].join(' ');
  }

  private drawRows(rows: readonly TeamRow[], steps: number): void {
    const number = (value: number | null, digits: number): string => (value === null ? '–' : numeral(value, digits));
    const cells = rows.map(({ worker, examples, loss, computeMs, waitMs, numbers }) => [
      worker === 0 ? this.words.aloneRow : String(worker),
      String(examples),
      numeral(loss, 4),
      number(computeMs, 3),
      number(waitMs, 3),
      String(numbers),
    ]);
    const table = numberTable(fill(this.words.tableCaption, { steps }), this.words.columns, cells);
    this.piece('rows').replaceChildren(table);
  }
}

customElements.define('real-workers', RealWorkers);
