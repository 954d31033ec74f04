/**
 * The page's end of the worker that knows types. It answers with nothing where a text takes too long, and after that is not
 * asked again for a while: checking is a help, never in the way.
 */
import type { Completion, Problem, TypesRequest } from '../workers/types.worker.ts';

/** The first answer waits for two megabytes and a start of a second or, on a slow laptop, four. */
const FIRST_MS = 60_000;
const LATER_MS = 10_000;
/** What is longer than any answer is not checked. */
const MAX_CHARACTERS = 50_000;

type Wanted = { readonly want: 'problems' } | { readonly want: 'completions'; readonly at: number };

export class TypeChecker {
  private readonly framework: boolean;
  private worker: Worker | null = null;
  private failed = false;
  private answered = false;
  private id = 0;
  private readonly waiting = new Map<number, (answer: unknown) => void>();

  /** @param framework whether the code may import the framework */
  constructor(framework: boolean) {
    this.framework = framework;
  }

  async problems(code: string): Promise<readonly Problem[]> {
    return (await this.ask<readonly Problem[]>(code, { want: 'problems' })) ?? [];
  }

  async completions(code: string, at: number): Promise<readonly Completion[]> {
    return (await this.ask<readonly Completion[]>(code, { want: 'completions', at })) ?? [];
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const settle of this.waiting.values()) settle(null);
    this.waiting.clear();
  }

  private ask<T>(code: string, wanted: Wanted): Promise<T | null> {
    if (this.failed || code.length > MAX_CHARACTERS) return Promise.resolve(null);
    const worker = this.start();
    const id = ++this.id;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.giveUp(), this.answered ? LATER_MS : FIRST_MS);
      this.waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer as T | null);
      });
      worker.postMessage({ id, code, framework: this.framework, ...wanted } satisfies TypesRequest);
    });
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('../workers/types.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data: { id, answer } }: MessageEvent<{ id: number; answer: unknown }>) => {
      this.answered = true;
      this.waiting.get(id)?.(answer);
    };
    worker.onerror = () => this.giveUp();
    this.worker = worker;
    return worker;
  }

  /** Offline, or a text that the compiler cannot cope with: the editor goes on without. */
  private giveUp(): void {
    this.failed = true;
    this.close();
  }
}
