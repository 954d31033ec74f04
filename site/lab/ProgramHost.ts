/**
 * Runs a reader's program, in the sandbox's worker or in a test: what it prints is told, its steps are recorded as they are made, and where it
 * gives a run (`export default defineRun(…)`) a timeline of that run is opened. What it throws is told with the line of the reader's text.
 */
import {
  knobText,
  listen,
  loadSimd,
  Module,
  manualSeed,
  type Run,
  rangeText,
  Tensor,
  type TraceEvent,
  type TrainingSetup,
} from '#framework';
import { provideProgram } from '../player/programRun.ts';
import type { StepMetrics, StepTrace } from '../player/protocol.ts';
import { TimelineHost } from '../player/TimelineHost.ts';
import type { ToTimeline } from '../player/timelineProtocol.ts';
import { ProgramRecorder } from './ProgramRecorder.ts';
import { lineOf } from './printed.ts';
import { failureOf } from './programFailure.ts';
import { type Library, programModule, withHandover } from './programModule.ts';
import type { FromProgram, ToProgram } from './protocol.ts';

/** A loop that prints for ever would drown the page. */
export const MOST_LINES = 2000;
/** More steps than any starter makes; a program that makes more is stopped there, and keeps what it has. */
export const MOST_STEPS = 20_000;
/** Numbers of all recorded steps together: 48 MB. Beyond, every second step is kept, then every fourth. */
const MOST_NUMBERS = 12_000_000;
/** News leave in bundles. */
const FLUSH_MS = 100;

/** Thrown to end a program whose steps have all been seen. */
class Enough extends Error {}

export interface ProgramPlace {
  readonly library: Library;
  readonly addressOf: (text: string) => string;
  readonly importModule: (address: string) => Promise<{ readonly default?: unknown }>;
  readonly post: (message: unknown, transfer?: Transferable[]) => void;
}

export class ProgramHost {
  private readonly place: ProgramPlace;
  private timeline: TimelineHost | null = null;
  private lines: string[] = [];
  private printed = 0;
  private metrics: StepMetrics[] = [];
  private traces: StepTrace[] = [];
  private flushed = performance.now();
  private stride = 1;
  private kept = 0;
  private readonly sizes = new Map<number, number>();
  private getters: Readonly<Record<string, () => unknown>> = {};
  /** The program as it runs, to find its lines by. */
  private running = { address: '', code: '' };

  constructor(place: ProgramPlace) {
    this.place = place;
  }

  /** For `console.log` and its kin. */
  readonly print = (...values: unknown[]): void => {
    this.printed++;
    if (this.printed > MOST_LINES) return;
    this.lines.push(this.printed === MOST_LINES ? '…' : lineOf(values));
    this.flushSometimes();
  };

  /** A message that moves the timeline of the program's run. */
  receive(message: ToTimeline): void {
    void this.timeline?.receive(message);
  }

  async run({ code, names, window }: ToProgram): Promise<void> {
    await loadSimd();
    manualSeed(0); // as it is when a program starts in a terminal
    const { library, addressOf, importModule } = this.place;
    const address = programModule({ code, names }, library, addressOf);
    this.running = { address, code };
    const recorder = new ProgramRecorder({
      onStep: (metrics, trace) => this.onStep(metrics, trace, window?.to ?? MOST_STEPS - 1),
      wants: (step) => (window === null ? step % this.stride === 0 : step >= window.from && step <= window.to),
      names: () => this.names(),
    });
    const handover = { library, names: (getters: typeof this.getters) => (this.getters = getters) };
    const stop = listen((event: TraceEvent) => recorder.hear(event));
    let isCut = false;
    try {
      const exports = await withHandover(handover, () => importModule(address));
      stop();
      if (isRun(exports.default)) return this.open(exports.default);
    } catch (error) {
      isCut = error instanceof Enough;
      stop();
      recorder.end();
      this.flush();
      if (!isCut) {
        this.post({ type: 'programFailed', failure: failureOf(error, { ...this.running, library }) });
        return;
      }
    }
    if (!isCut) recorder.end();
    this.flush();
    this.post({ type: 'script', isCut, info: this.info(recorder.count) });
  }

  private open(given: Run): void {
    this.flush();
    provideProgram(this.watched(given));
    this.timeline = new TimelineHost((message, transfer) => {
      this.flush();
      this.place.post(message, transfer);
    });
    const knobs = Object.entries(given.knobs).map(([name, knob]) => ({
      name,
      knob,
      text: knobText(knob.default),
      range: rangeText(knob),
    }));
    this.post({ type: 'run', name: given.name, knobs });
  }

  /** The run, whose errors are told with their line before the timeline tells them as its own. */
  private watched(run: Run): Run {
    const telling = <Result>(act: () => Result): Result => {
      try {
        return act();
      } catch (error) {
        this.tell(error);
        throw error;
      }
    };
    return {
      ...run,
      build: async (options) => {
        let building: Promise<TrainingSetup> | undefined;
        telling(() => {
          building = run.build(options);
        });
        const setup = await building!.catch((error: unknown) => {
          this.tell(error);
          throw error;
        });
        return { ...setup, step: (batch) => telling(() => setup.step(batch)), evaluate: () => telling(setup.evaluate) };
      },
    };
  }

  private tell(error: unknown): void {
    const { library } = this.place;
    this.post({ type: 'programFailed', failure: failureOf(error, { ...this.running, library }) });
  }

  private onStep(metrics: StepMetrics, trace: StepTrace | null, last: number): void {
    this.metrics.push(metrics);
    if (trace !== null) this.keep(trace);
    this.flushSometimes();
    if (metrics.step >= last) throw new Enough();
  }

  /** One recorded step more; where there are too many, every second goes, here and on the page. */
  private keep(trace: StepTrace): void {
    let numbers = 0;
    for (const { values } of trace.tensors.values()) numbers += values.length;
    this.sizes.set(trace.step, numbers);
    this.kept += numbers;
    this.traces.push(trace);
    while (this.kept > MOST_NUMBERS && this.sizes.size > 2) {
      this.stride *= 2;
      for (const [step, size] of this.sizes) {
        if (step % this.stride === 0) continue;
        this.sizes.delete(step);
        this.kept -= size;
      }
      this.traces = this.traces.filter(({ step }) => this.sizes.has(step));
    }
  }

  /** What the program calls its tensors, and its modules' parameters, by the tensors' ids. */
  private names(): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    for (const [name, get] of Object.entries(this.getters)) {
      let value: unknown;
      try {
        value = get();
      } catch {
        continue; // not declared yet
      }
      if (value instanceof Tensor) found.set(value.traced().id, name);
      else if (value instanceof Module)
        for (const [path, parameter] of value.namedParameters()) found.set(parameter.traced().id, `${name}.${path}`);
    }
    return found;
  }

  private info(steps: number) {
    const modules = Object.values(this.getters).flatMap((get) => {
      try {
        const value = get();
        return value instanceof Module ? [value] : [];
      } catch {
        return [];
      }
    });
    const parameters = new Set(modules.flatMap((module) => [...module.parameters()]));
    return {
      run: 'program',
      seed: 0,
      config: {},
      totalSteps: Math.max(1, steps),
      stepsPerEpoch: Math.max(1, steps),
      parameters: [...parameters].reduce((total, parameter) => total + parameter.size, 0),
      backend: 'simd',
    };
  }

  private flushSometimes(): void {
    if (performance.now() - this.flushed >= FLUSH_MS) this.flush();
  }

  private flush(): void {
    this.flushed = performance.now();
    if (this.lines.length > 0) this.post({ type: 'printed', lines: this.lines });
    this.lines = [];
    if (this.metrics.length === 0) return;
    const { metrics, traces, stride } = this;
    this.metrics = [];
    this.traces = [];
    const buffers = new Set(
      traces.flatMap(({ tensors }) => [...tensors.values()].map(({ values }) => values.buffer as ArrayBuffer)),
    );
    this.post({ type: 'steps', metrics, traces, stride }, [...buffers]);
  }

  private post(message: FromProgram, transfer?: Transferable[]): void {
    this.place.post(message, transfer);
  }
}

const isRun = (value: unknown): value is Run =>
  typeof value === 'object' && value !== null && typeof (value as Run).build === 'function' && 'knobs' in value;
