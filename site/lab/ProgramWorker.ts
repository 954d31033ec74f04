/**
 * A program in its sandbox, as the worker that a player moves. It starts the frame, runs the program once, tells what it prints and what it makes,
 * and ends it when it hangs. Behind it stands a timeline: that of the program's run, in the sandbox, or of its recorded steps, here.
 */
import relaxed from '#framework/kernels/simd/build/relaxed.wasm?url';
import strict from '#framework/kernels/simd/build/strict.wasm?url';
import type { RunInfo, StepMetrics, StepTrace } from '../player/protocol.ts';
import { SandboxedWorker } from '../player/sandbox/SandboxedWorker.ts';
import type { FromTimeline, ToTimeline } from '../player/timelineProtocol.ts';
import program from '../workers/lab.worker.ts?worker&url';
import type { FromProgram, KnobTold, ProgramFailure, ToProgram } from './protocol.ts';
import { ScriptTimeline, type ScriptWords } from './ScriptTimeline.ts';

/** A program that says nothing so long hangs: no step and no line is as slow. */
const SILENCE_MS = 8000;
/** A program that makes step after step, or waits, is over then all the same. A run is not: it moves when it is asked. */
const LONGEST_MS = 60_000;
/** Steps about the one that is made again. */
const ABOUT = 8;

export interface Code {
  readonly code: string;
  readonly names: readonly string[];
}

/** How a program ended. `silent`: it was ended because nothing came from it; `long`: because it did not come to an end in time. */
export type Outcome =
  | { readonly kind: 'script'; readonly isCut: boolean }
  | { readonly kind: 'run'; readonly name: string; readonly knobs: readonly KnobTold[] }
  | { readonly kind: 'failed'; readonly failure: ProgramFailure }
  | { readonly kind: 'silent' | 'long' | 'stopped' };

export interface Told {
  readonly onPrinted?: (lines: readonly string[]) => void;
  readonly onSteps?: (made: number, last: StepMetrics) => void;
  /** A step of its run went wrong, at a line. */
  readonly onFailure?: (failure: ProgramFailure) => void;
}

export class ProgramWorker extends EventTarget {
  /** Settles when the program has run through, however. */
  readonly outcome: Promise<Outcome>;
  readonly metrics: StepMetrics[] = [];
  /** Facts of a program that gave no run, once it is over. */
  info: RunInfo | null = null;
  private settle: (outcome: Outcome) => void = () => {};
  private traces: StepTrace[] = [];
  private isOver = false;
  private isRun = false;
  private readonly code: Code;
  private readonly words: ScriptWords;
  private readonly told: Told;
  private readonly sandbox: SandboxedWorker;
  private readonly timer: ReturnType<typeof setTimeout>;
  private script: ScriptTimeline | null = null;
  /** What a player asked before the program had run through. */
  private waiting: ToTimeline[] = [];

  constructor(code: Code, words: ScriptWords, told: Told = {}, window: ToProgram['window'] = null) {
    super();
    this.code = code;
    this.words = words;
    this.told = told;
    this.outcome = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.sandbox = new SandboxedWorker({ program, strict, relaxed }, async () => null, SILENCE_MS);
    this.sandbox.addEventListener('message', (event) =>
      this.hear((event as MessageEvent<FromProgram | FromTimeline>).data),
    );
    this.sandbox.addEventListener('error', (event) => this.fail((event as ErrorEvent).message));
    this.sandbox.postMessage({ type: 'program', ...code, window });
    this.timer = setTimeout(() => this.finish({ kind: 'long' }), LONGEST_MS);
  }

  /** Steps that were recorded whole. */
  get recorded(): readonly StepTrace[] {
    return this.traces;
  }

  postMessage(message: ToTimeline): void {
    if (this.isRun) this.sandbox.postMessage(message);
    // Not at once: a worker answers later than it is asked, and a player counts on it.
    else if (this.script !== null) queueMicrotask(() => void this.script?.receive(message));
    else this.waiting.push(message);
  }

  /** The reader has had enough. */
  stop(): void {
    this.finish({ kind: 'stopped' });
  }

  terminate(): void {
    clearTimeout(this.timer);
    this.script?.close();
    this.sandbox.terminate();
  }

  private hear(message: FromProgram | FromTimeline): void {
    if (message.type === 'printed') this.told.onPrinted?.(message.lines);
    else if (message.type === 'steps') this.take(message);
    else if (message.type === 'script') this.finish({ kind: 'script', isCut: message.isCut }, message.info);
    else if (message.type === 'run') {
      this.isRun = true;
      this.finish({ kind: 'run', name: message.name, knobs: message.knobs });
    } else if (message.type === 'programFailed') {
      this.told.onFailure?.(message.failure);
      this.finish({ kind: 'failed', failure: message.failure });
    } else this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  private take({ metrics, traces, stride }: Extract<FromProgram, { type: 'steps' }>): void {
    this.metrics.push(...metrics);
    this.traces = [...this.traces, ...traces].filter(({ step }) => step % stride === 0);
    const last = metrics.at(-1);
    if (last !== undefined) this.told.onSteps?.(this.metrics.length, last);
  }

  /** The sandbox ended, or was ended. Of a run the player hears it, as of any worker. */
  private fail(message: string): void {
    if (!this.isOver) this.finish({ kind: 'silent' });
    else if (this.isRun) this.dispatchEvent(new ErrorEvent('error', { message }));
  }

  private finish(outcome: Outcome, info: RunInfo | null = null): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    if (outcome.kind !== 'run') {
      this.sandbox.terminate();
      const steps = Math.max(1, this.metrics.length);
      this.standStill(
        info ?? {
          run: 'program',
          seed: 0,
          config: {},
          totalSteps: steps,
          stepsPerEpoch: steps,
          parameters: 0,
          backend: 'simd',
        },
      );
    }
    this.settle(outcome);
    for (const message of this.waiting.splice(0)) this.postMessage(message);
  }

  private standStill(info: RunInfo): void {
    this.info = info;
    const { metrics, traces } = this;
    this.script = new ScriptTimeline(
      { info, metrics, traces },
      {
        words: this.words,
        again: (step) => this.again(step),
        post: (data) => this.dispatchEvent(new MessageEvent('message', { data })),
      },
    );
  }

  /** The program once more, in a sandbox of its own, until the wanted steps are made. */
  private async again(step: number): Promise<readonly StepTrace[]> {
    const window = { from: Math.max(0, step - ABOUT), to: step + ABOUT };
    const once = new ProgramWorker(this.code, this.words, {}, window);
    await once.outcome;
    once.terminate();
    return once.recorded;
  }
}
