/**
 * Which steps on a GPU are read back. Waiting for a number costs as much as many small steps, so fast steps are read about
 * thirty times a second, slow ones always; the first ones and the last of each epoch always too.
 */

/** So many losses at the beginning are read whatever they cost: they are compared with the CPU's. */
export const FIRST_LOSSES = 20;
const BETWEEN_READS_MS = 30;
const MOST_UNREAD = 9;

export class ReadRhythm {
  private readonly stepsPerEpoch: number;
  private unread = 0;
  private since: number;
  private leave = 0;
  private readonly now: () => number;

  constructor(stepsPerEpoch: number, now: () => number = () => performance.now()) {
    this.stepsPerEpoch = stepsPerEpoch;
    this.now = now;
    this.since = now();
  }

  /** Asked before each step. */
  readonly isRead = (step: number): boolean =>
    step < FIRST_LOSSES || (step + 1) % this.stepsPerEpoch === 0 || this.unread >= this.leave;

  /** Told after each step. */
  made(wasRead: boolean): void {
    if (!wasRead) {
      this.unread++;
      return;
    }
    const now = this.now();
    const each = (now - this.since) / (this.unread + 1);
    this.leave = Math.min(MOST_UNREAD, Math.max(0, Math.round(BETWEEN_READS_MS / Math.max(each, 0.01)) - 1));
    this.unread = 0;
    this.since = now;
  }
}
