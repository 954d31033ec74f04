/**
 * How long steps take, where some are only enqueued: a GPU has made them when a later one was read. So time counts up to each step that
 * was read, and no further. The first steps do not count: they compile shaders and warm the machine.
 */

/** Steps that were timed, and how long they took together. */
export interface Timed {
  readonly steps: number;
  readonly ms: number;
}

const WARM_UP = 10;

export class StepClock {
  private seen = 0;
  private open = { steps: 0, ms: 0 };
  private closed = { steps: 0, ms: 0 };

  /** One more step, and how long the caller waited for it. isRead: is everything up to it done? */
  step(ms: number, isRead: boolean): void {
    this.open = { steps: this.open.steps + 1, ms: this.open.ms + ms };
    if (!isRead) return;
    if (this.seen >= WARM_UP) {
      this.closed = { steps: this.closed.steps + this.open.steps, ms: this.closed.ms + this.open.ms };
    }
    this.seen += this.open.steps;
    this.open = { steps: 0, ms: 0 };
  }

  /** Forget what was enqueued and never read: the GPU took it along. */
  drop(): void {
    this.open = { steps: 0, ms: 0 };
  }

  get timed(): Timed {
    return this.closed;
  }
}
