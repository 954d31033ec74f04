/**
 * A program that has run, as a timeline that a player moves: its steps stand still, recorded, and can be gone through in both directions. It answers
 * what the worker of a run answers. Steps that there was no room for are made again, by running the program once more up to them; a program
 * that then takes another way (the clock, Math.random) is told from one that repeats itself by its losses.
 */
import { fill } from '../i18n/fill.ts';
import { PROGRAM } from '../player/programName.ts';
import type { RunInfo, StepMetrics, StepTrace } from '../player/protocol.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import type { FromTimeline, ToTimeline } from '../player/timelineProtocol.ts';

export interface ScriptWords {
  /** A program without a run has one track. */
  readonly oneTrack: string;
  readonly oneTrackHint: string;
  readonly noNudge: string;
  readonly notRepeated: string;
  readonly notRepeatedHint: string;
  readonly tooLarge: string;
}

export interface ScriptFacts {
  readonly info: RunInfo;
  readonly metrics: readonly StepMetrics[];
  readonly traces: readonly StepTrace[];
}

/** Steps between two that are shown while it plays at full speed. */
const SHOWN_MS = 60;

export class ScriptTimeline {
  private readonly facts: ScriptFacts;
  private readonly traces: Map<number, StepTrace>;
  private readonly post: (message: FromTimeline) => void;
  /** The program once more, up to this step: the steps about it, whole. */
  private readonly again: (step: number) => Promise<readonly StepTrace[]>;
  private readonly words: ScriptWords;
  private step = -1;
  private generation = 0;

  constructor(
    facts: ScriptFacts,
    {
      post,
      again,
      words,
    }: {
      readonly post: (message: FromTimeline) => void;
      readonly again: (step: number) => Promise<readonly StepTrace[]>;
      readonly words: ScriptWords;
    },
  ) {
    this.facts = facts;
    this.traces = new Map(facts.traces.map((trace) => [trace.step, trace]));
    this.post = post;
    this.again = again;
    this.words = words;
  }

  close(): void {
    this.generation++;
  }

  async receive(message: ToTimeline): Promise<void> {
    const answer = this.answers[message.type] as (message: ToTimeline) => void | Promise<void>;
    await answer.call(this, message);
  }

  private readonly answers: {
    readonly [Type in ToTimeline['type']]: (message: Extract<ToTimeline, { type: Type }>) => void | Promise<void>;
  } = {
    open: (message) => this.open(message),
    play: ({ speed }) => this.play(speed),
    pause: () => this.pause(),
    seek: ({ step }) => this.seek(step),
    // There is one track, no batch to look about in, and nothing that was not recorded.
    clock: () => {},
    item: () => {},
    observe: () => {},
    reading: () => {},
    write: ({ request }) => this.post({ type: 'written', request, writing: null }),
    repair: ({ request }) => this.post({ type: 'repaired', request, step: this.step, repair: null }),
    explain: ({ request }) => this.post({ type: 'explained', request, step: this.step, explained: { refused: '' } }),
    predict: ({ request }) =>
      this.post({ type: 'prediction', request, step: this.step, probabilities: new Float32Array(0) }),
    difference: ({ request }) => this.post({ type: 'difference', request, difference: null }),
    nudge: ({ request }) => this.post({ type: 'nudged', request, nudged: this.words.noNudge }),
  };

  private open({ tracks, request }: Extract<ToTimeline, { type: 'open' }>): void {
    const { info, metrics } = this.facts;
    if (tracks.length !== 1 || tracks[0]!.forks.length > 0 || tracks[0]!.seed !== info.seed) {
      const { oneTrack: message, oneTrackHint: hint } = this.words;
      this.post({ type: 'refused', message, hint, request });
      return;
    }
    const spec = plainTrack(PROGRAM, info.seed);
    const track = { spec, info, ending: null, metrics, evaluations: [], keyframes: [] };
    this.post({ type: 'opened', tracks: [track], totalSteps: info.totalSteps, request });
  }

  private async seek(step: number): Promise<void> {
    this.pauseSilently();
    await this.show(step, ++this.generation);
  }

  private async show(wanted: number, mine: number): Promise<void> {
    const step = Math.min(Math.max(0, wanted), this.facts.info.totalSteps - 1);
    if (!this.traces.has(step)) {
      const found = await this.again(step).catch(() => []);
      if (mine !== this.generation) return;
      for (const trace of found) if (this.isSame(trace)) this.traces.set(trace.step, trace);
      const trace = found.find((one) => one.step === step);
      if (trace !== undefined && !this.isSame(trace))
        return this.fail(this.words.notRepeated, this.words.notRepeatedHint, step);
    }
    const trace = this.traces.get(step);
    if (trace === undefined) return this.fail(this.words.tooLarge, '', step);
    this.step = step;
    this.post({ type: 'traces', traces: [trace] });
  }

  private isSame({ step, loss }: StepTrace): boolean {
    return Object.is(this.facts.metrics[step]?.loss, loss);
  }

  /** The step that was shown stays, and the reason is told. */
  private fail(message: string, hint: string, step: number): void {
    const shown = this.traces.get(this.step);
    if (shown !== undefined) this.post({ type: 'traces', traces: [shown] });
    this.post({ type: 'ending', track: 0, ending: { step, message: fill(message, { step }), hint } });
  }

  private async play(speed: number): Promise<void> {
    const mine = ++this.generation;
    const last = this.facts.info.totalSteps - 1;
    if (this.step >= last) this.step = -1;
    this.post({ type: 'playing', playing: true });
    while (mine === this.generation && this.step < last) {
      const next = this.nextKept();
      await this.show(next, mine);
      if (mine === this.generation && this.step !== next) break; // it cannot be shown, and that is told
      const wait = Number.isFinite(speed) ? (1000 / speed) * Math.max(1, Math.min(next - this.step, 4)) : SHOWN_MS;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    if (mine !== this.generation) return;
    this.post({ type: 'playing', playing: false });
    this.post({ type: 'finished', at: this.step });
  }

  /** The next step that is there to be shown, or the last. */
  private nextKept(): number {
    for (let step = this.step + 1; step < this.facts.info.totalSteps; step++) if (this.traces.has(step)) return step;
    return this.facts.info.totalSteps - 1;
  }

  private pause(): void {
    this.generation++;
    this.post({ type: 'playing', playing: false });
  }

  private pauseSilently(): void {
    this.generation++;
  }
}
