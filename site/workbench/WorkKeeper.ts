/** One exercise's work in this tab: what is written goes to the store, what another tab writes comes from it, and nothing is lost. */
import { mergeWork, newWork, type Progress, progressOf, type Work, withAttempt } from './Work.ts';
import { onWorkChanged, openWork, saveWork } from './workStore.ts';

export interface WorkEvents {
  /** What stands in the editor at this moment, perhaps not yet kept. */
  readonly current: () => string;
  /** Another tab has written other code, and nothing was written here since. */
  readonly adopt: (code: string) => void;
  /** Anything else about the work has changed. */
  readonly changed: () => void;
}

export class WorkKeeper {
  private readonly slug: string;
  private readonly start: string;
  private readonly events: WorkEvents;
  private work: Work | null;
  private dirty = false;
  private readonly stop: () => void;
  private own = false;

  constructor(slug: string, start: string, events: WorkEvents) {
    this.slug = slug;
    this.start = start;
    this.events = events;
    this.work = openWork(slug).work;
    this.stop = onWorkChanged((changed) => {
      if (!this.own && (changed === null || changed === slug)) this.takeIn();
    });
  }

  get code(): string {
    return this.work?.code ?? this.start;
  }

  get progress(): Progress {
    return progressOf(this.work);
  }

  get hints(): number {
    return this.work?.hints ?? 0;
  }

  get attempts(): Work['attempts'] {
    return this.work?.attempts ?? [];
  }

  /** Takes what is in the editor. The untouched start is not worth a record. */
  edit(code: string): void {
    if (code === this.code) return;
    this.work = { ...(this.work ?? newWork(code, Date.now())), code, edited: Date.now() };
    this.dirty = true;
  }

  /** Puts another text in the place of the code, which becomes a draft among the attempts. */
  replace(code: string): void {
    if (code === this.code) return;
    const { code: old } = this;
    const known = old.trim() === this.start.trim() || this.attempts.some((one) => one.code === old);
    if (this.work && !known) this.work = withAttempt(this.work, { at: Date.now(), code: old, score: null, max: null });
    this.edit(code);
  }

  opened(hint: number): void {
    if (hint <= this.hints) return;
    this.work = { ...(this.work ?? newWork(this.code, Date.now())), hints: hint };
    this.dirty = true;
  }

  graded(code: string, score: number, max: number): void {
    if (this.work === null && code.trim() === this.start.trim()) return;
    const at = Date.now();
    this.work = withAttempt(this.work ?? newWork(code, at), { at, code, score, max });
    this.dirty = true;
  }

  /** False when the browser does not keep it. */
  save(): boolean {
    if (this.work === null || !this.dirty) return true;
    this.own = true;
    const { work, kept } = saveWork(this.slug, this.work);
    this.own = false;
    this.work = work;
    this.dirty = !kept;
    this.events.changed();
    return kept;
  }

  close(): void {
    this.stop();
  }

  private takeIn(): void {
    const { work: there, follows } = openWork(this.slug);
    // What was cleared elsewhere is still here; the next save brings it back.
    if (there === null) return;
    const shown = this.events.current();
    this.edit(shown);
    const mine = this.dirty || !follows ? this.work : null;
    this.work = mine ? mergeWork(mine, there) : there;
    // Both sides of a merge come to the same, so this ends.
    this.dirty = JSON.stringify(this.work) !== JSON.stringify(there);
    if (this.work.code !== shown) this.events.adopt(this.work.code);
    if (this.dirty) this.save();
    this.events.changed();
  }
}
