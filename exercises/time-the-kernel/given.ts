/** A card with a clock of its own, so that what is timed is exact. It works through a queue, and takes no more when that is full. */

/** What the clock of a card knows, in milliseconds. */
interface Costs {
  /** To send a run. */
  readonly send: number;
  /** From the end of the work until the page hears of it. */
  readonly notice: number;
  /** Of the first run only. */
  readonly compile: number;
  /** Of the runs, one after the other; the last stands for all that follow. */
  readonly work: readonly number[];
}

/** Runs that may wait. */
const QUEUE = 3;

class FakeCard {
  private readonly costs: Costs;
  private clock = 100;
  private sent = 0;
  /** When each run will be done. */
  private readonly ends: number[] = [];

  constructor(costs: Costs) {
    this.costs = costs;
  }

  now(): number {
    return this.clock;
  }

  dispatch(): void {
    const { send, compile, work } = this.costs;
    if (this.sent >= 1000) throw new RangeError('a thousand runs are enough');
    const full = this.ends.at(-QUEUE) ?? 0;
    this.clock = Math.max(this.clock, full) + send;
    const took = work[Math.min(this.sent, work.length - 1)]! + (this.sent === 0 ? compile : 0);
    this.ends.push(Math.max(this.clock, this.ends.at(-1) ?? 0) + took);
    this.sent++;
  }

  finished(): void {
    this.clock = Math.max(this.clock, this.ends.at(-1) ?? 0) + this.costs.notice;
  }
}

interface Card {
  dispatch(): void;
  finished(): void;
  now(): number;
}

export function drive(student: { timeKernel(card: Card, runs: number): number }, costs: Costs, runs: number): number {
  const card = new FakeCard(costs);
  return student.timeKernel(
    { dispatch: () => card.dispatch(), finished: () => card.finished(), now: () => card.now() },
    runs,
  );
}
