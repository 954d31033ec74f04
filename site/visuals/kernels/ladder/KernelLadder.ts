/**
 * `<kernel-ladder>`: how fast each rung of one matrix product is, and its source beside it. The page was written with recorded
 * numbers and every listing; choosing a rung is a radio button. Listings wait in templates; without a script they stand there plain. This element measures in the reader's own
 * browser, in a worker, and lays those bars over the recorded ones. Accepted answers of the lesson's exercises are measured beside them.
 */
import { fill } from '../../../i18n/fill.ts';
import { type Strings, stringsFor } from '../../../i18n/index.ts';
import { acceptedText } from '../../../player/answers/isAccepted.ts';
import { loadWork, onWorkChanged } from '../../../workbench/workStore.ts';
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { LadderRun } from './LadderRun.ts';
import { fastestOf, ladderView, type Outcome, type RungView, speedText, timesText } from './ladderView.ts';
import type { FromLadder, LadderName } from './protocol.ts';
import type { RecordedRungs, RecordedSizes } from './recorded.ts';
import { isYours, slugOf } from './yourRungs.ts';

/** Warm-up, judging and timing of one rung, about; said before the reader starts. */
const SECONDS_PER_RUNG = 0.7;

export class KernelLadder extends HTMLElement {
  private readonly strings: Strings['ladder'] = stringsFor(document.documentElement.lang).ladder;
  private readonly liveWord = stringsFor(document.documentElement.lang).figures.live;
  private readonly recordedWord = stringsFor(document.documentElement.lang).figures.recorded;
  private rungs: string[] = [];
  /** The reader's accepted answers, by rung. */
  private readonly yours = new Map<string, string>();
  private stopListening = (): void => {};
  private recorded: RecordedSizes = {};
  /** Written by the build: the sentence about where the recorded numbers come from, with {n}, {top} … still open. */
  private recordedSentence = '';
  /** What this browser made of the rungs, by size. */
  private readonly live = new Map<number, Map<string, Outcome>>();
  private run: LadderRun | null = null;
  private measuring: string | null = null;
  /** What the graphics card calls itself, in a sentence; '' where none was asked. */
  private adapter = '';

  /** What a question about it is answered with: how many times as fast as the lowest rung the fastest is, of what is shown. */
  get facts(): Readonly<Record<string, number>> {
    const view = ladderView(this.rungs, this.recorded[this.n] ?? {}, this.live.get(this.n) ?? new Map());
    return { times: fastestOf(view)?.times ?? Number.NaN };
  }

  connectedCallback(): void {
    this.rungs = [...this.querySelectorAll<HTMLInputElement>('input[type="radio"]')].map(({ value }) => value);
    this.recorded = JSON.parse(this.dataset['recorded'] ?? '{}') as RecordedSizes;
    this.recordedSentence = this.dataset['sentence'] ?? '';
    this.piece('controls').hidden = false;
    this.piece('run').addEventListener('click', () => (this.run === null ? this.start() : this.stop()));
    this.size.addEventListener('change', () => this.draw());
    this.querySelector('fieldset')!.addEventListener('change', () => this.choose());
    this.openListing();
    this.takeYours();
    this.stopListening = onWorkChanged((slug) => {
      if (slug !== null && !this.rungs.some((rung) => slugOf(rung) === slug)) return;
      this.takeYours();
      this.draw();
    });
    this.say('progress', this.promise());
    this.draw();
  }

  /** The accepted answers as this browser keeps them now; what was measured of an older one is forgotten. */
  private takeYours(): void {
    for (const rung of this.rungs.filter(isYours)) {
      const text = acceptedText(loadWork(slugOf(rung)));
      if (text === (this.yours.get(rung) ?? null)) continue;
      for (const outcomes of this.live.values()) outcomes.delete(rung);
      if (text === null) this.yours.delete(rung);
      else this.yours.set(rung, text);
      const code = this.querySelector<HTMLElement>(`.rung-panel[data-rung="${rung}"] [data-part="yours"]`)!;
      code.textContent = text ?? '';
      code.hidden = text === null;
    }
  }

  /** The rungs that there is something to measure of. */
  private get asked(): string[] {
    return this.rungs.filter((rung) => !isYours(rung) || this.yours.has(rung));
  }

  disconnectedCallback(): void {
    this.stopListening();
    this.run?.stop();
    this.run = null;
  }

  private piece<Kind extends HTMLElement = HTMLElement>(name: string): Kind {
    return this.querySelector<Kind>(`[data-part="${name}"]`)!;
  }

  private get size(): HTMLSelectElement {
    return this.piece<HTMLSelectElement>('size');
  }

  private get n(): number {
    return Number(this.size.value);
  }

  private choose(): void {
    this.openListing();
    this.showNews();
  }

  /** The chosen rung's listing came in a template. */
  private openListing(): void {
    const chosen = this.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value ?? '';
    const waiting = this.querySelector<HTMLTemplateElement>(`[data-rung="${chosen}"] [data-listing] > template`);
    waiting?.replaceWith(waiting.content);
  }

  private start(): void {
    const n = this.n;
    this.live.set(n, new Map());
    this.adapter = '';
    const ladder = (this.dataset['ladder'] ?? 'cpu') as LadderName;
    this.run = new LadderRun({ ladder, n, rungs: this.asked }, (message) => this.hear(n, message));
    this.say('status', '');
    this.say('progress', this.promise());
    this.draw();
  }

  private stop(): void {
    this.run?.stop();
    this.end(this.strings.stopped);
  }

  private end(sentence: string): void {
    this.run = null;
    this.measuring = null;
    this.say('progress', sentence);
    this.say('status', sentence);
    this.draw();
  }

  private hear(n: number, message: FromLadder): void {
    const outcomes = this.live.get(n)!;
    if (message.type === 'finished') {
      this.end(this.summary(outcomes));
      return;
    }
    if (message.type === 'started') {
      this.measuring = message.rung;
      this.say('progress', fill(this.strings.measuring, { rung: this.nameOf(message.rung), n }));
    } else if (message.type === 'adapter') {
      const kind = message.software ? this.strings.adapter.software : this.strings.adapter.hardware;
      this.adapter = fill(kind, { name: message.name });
    } else if (message.type !== 'ask') {
      const [rung, outcome] = outcomeOf(message);
      outcomes.set(rung, outcome);
    }
    this.draw();
  }

  /** What there is to say when all is measured: how the products were judged, and what this browser lacks, each reason once. */
  private summary(outcomes: ReadonlyMap<string, Outcome>): string {
    const all = [...outcomes.values()];
    const differences = all.flatMap((one) => (one.kind === 'measured' ? [one.measurement.difference] : []));
    const needs = new Set(all.flatMap((one) => (one.kind === 'missing' ? [one.need] : [])));
    const reasons = [...needs].map((need) => this.strings.missingWhy[need]);
    const done = fill(this.strings.done, { difference: numeral(Math.max(0, ...differences), 3) });
    const said = [differences.length > 0 ? done : '', this.adapter, ...reasons];
    return said.filter(Boolean).join(' ');
  }

  private promise(): string {
    return fill(this.strings.waiting, { seconds: Math.ceil(this.asked.length * SECONDS_PER_RUNG) });
  }

  private nameOf(rung: string): string {
    return rung.length > 2 ? (this.strings.rungs[rung] ?? rung) : rung.toUpperCase();
  }

  private say(part: string, text: string): void {
    const place = this.piece(part);
    if (place.textContent !== text) place.textContent = text;
  }

  private draw(): void {
    const running = this.run !== null;
    this.piece('run').textContent = running ? this.strings.stop : this.strings.run;
    this.size.disabled = running;
    const recorded: RecordedRungs = this.recorded[this.n] ?? {};
    const view = ladderView(this.rungs, recorded, this.live.get(this.n) ?? new Map());
    for (const row of view) this.drawRung(row);
    this.describe(view);
    const table = this.closest('figure')?.querySelector('[data-table]');
    table?.replaceChildren(this.table(view, recorded));
  }

  private drawRung(view: RungView): void {
    const row = this.querySelector<HTMLElement>(`.rung[data-rung="${view.rung}"]`)!;
    const { outcome } = view;
    row.toggleAttribute('data-measuring', this.measuring === view.rung);
    row.toggleAttribute('data-live', view.isLive);
    const isOpen = isYours(view.rung) && !this.yours.has(view.rung);
    row.toggleAttribute('data-missing', isOpen || (outcome !== undefined && outcome.kind !== 'measured'));
    setBar(row, 'recorded', view.recorded);
    setBar(row, 'live', view.live);
    const says = (part: string, text: string): void => {
      row.querySelector(`[data-part="${part}"]`)!.textContent = text;
    };
    says('speed', view.gflops === null ? '–' : speedText(view.gflops));
    says('times', view.times === null ? '' : fill(this.strings.times, { times: timesText(view.times) }));
    if (isOpen) says('reason', this.strings.yours.open);
    else says('reason', outcome === undefined || outcome.kind === 'measured' ? '' : this.reason(outcome));
  }

  private reason(outcome: Exclude<Outcome, { kind: 'measured' }>): string {
    if (outcome.kind === 'missing') return this.strings.missing[outcome.need];
    return fill(this.strings.failed[outcome.reason], { detail: outcome.detail });
  }

  /** What is new in a rung may stand far down its listing. */
  private showNews(): void {
    const chosen = this.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value;
    const listing = this.querySelector<HTMLElement>(`.rung-panel[data-rung="${chosen}"] pre`);
    const news = listing?.querySelector('[data-changed]');
    if (!listing || !news) return;
    const from = news.getBoundingClientRect().top - listing.getBoundingClientRect().top + listing.scrollTop;
    listing.scrollTop = from > listing.clientHeight / 2 ? from - listing.clientHeight / 4 : 0;
  }

  /** Badge and caption come from what is shown. */
  private describe(view: readonly RungView[]): void {
    const figure = this.closest('figure');
    const measured = view.filter(({ isLive }) => isLive).length;
    const badge = figure?.querySelector<HTMLElement>('[data-badge]');
    if (badge) {
      badge.dataset['badge'] = measured > 0 ? 'live' : 'recorded';
      badge.textContent = measured > 0 ? this.liveWord : this.recordedWord;
    }
    const caption = figure?.querySelector('[data-caption]');
    if (caption) caption.textContent = this.sentence(view, measured);
  }

  private sentence(view: readonly RungView[], measured: number): string {
    const { n } = this;
    const of = this.asked.length;
    if (measured > 0 && this.run !== null) return fill(this.strings.sentence.partly, { n, count: measured, of });
    const top = fastestOf(view);
    if (top === undefined) return fill(this.strings.sentence.nothing, { n });
    if (top.times === null) return fill(this.strings.sentence.partly, { n, count: measured, of });
    const text = top.isLive ? this.strings.sentence.live : this.recordedSentence;
    const [gflops, times] = [speedText(top.gflops!), timesText(top.times)];
    return fill(text, { n, top: this.nameOf(top.rung), bottom: this.nameOf(this.rungs[0]!), gflops, times });
  }

  private table(view: readonly RungView[], recorded: RecordedRungs): HTMLTableElement {
    const asked = this.asked;
    const shown = view.filter(({ rung }) => asked.includes(rung));
    const rows = shown.map(({ rung, outcome, times }) => {
      const measurement = outcome?.kind === 'measured' ? outcome.measurement : undefined;
      const kept = recorded[rung];
      const here = measurement
        ? speedText(measurement.gflops)
        : outcome && outcome.kind !== 'measured'
          ? this.reason(outcome)
          : '–';
      const difference = measurement?.difference ?? kept?.difference;
      return [
        `${this.nameOf(rung)} ${rung.length > 2 ? '' : (this.strings.rungs[rung] ?? '')}`.trim(),
        kept ? speedText(kept.gflops) : '–',
        here,
        times === null ? '–' : timesText(times),
        difference === undefined ? '–' : numeral(difference, 3),
      ];
    });
    return numberTable(fill(this.strings.tableCaption, { n: this.n }), this.strings.columns, rows);
  }
}

type Told = Exclude<FromLadder, { type: 'started' | 'finished' | 'adapter' | 'ask' }>;

function outcomeOf(message: Told): [rung: string, outcome: Outcome] {
  if (message.type === 'measured')
    return [message.measurement.rung, { kind: 'measured', measurement: message.measurement }];
  if (message.type === 'missing') return [message.rung, { kind: 'missing', need: message.need }];
  return [message.rung, { kind: 'failed', reason: message.reason, detail: message.detail }];
}

/** A bar without a number is not there; it is never a bar of length zero. */
function setBar(row: HTMLElement, part: 'recorded' | 'live', share: number | null): void {
  const bar = row.querySelector<HTMLElement>(`[data-part="${part}"]`)!;
  bar.hidden = share === null;
  bar.style.setProperty('--share', String(share ?? 0));
}

customElements.define('kernel-ladder', KernelLadder);
