/**
 * `npm run grade -- --watch`: goes through the course. It shows a task, waits until its file is saved, grades it, and goes on
 * to the next one when it passes. It remembers where it was. Keys work as they are pressed, or as lines where input is piped.
 */
import { constants, copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { GraderWords } from '../english.ts';
import { explain, fill } from '../explain.ts';
import { gradeSource } from '../gradeSource.ts';
import { loadExercise } from '../loadExercise.ts';
import { report } from '../report.ts';
import { type CourseExercise, courseOrder, startOf } from './courseOrder.ts';
import { listCourse } from './listCourse.ts';
import { type CourseProgress, readProgress, writeProgress } from './progressFile.ts';
import { readAnswer, writing } from './readAnswer.ts';

const LOOK_MS = 250;

export interface WatchOptions {
  /** Where the answers lie. */
  readonly folder: string;
  /** Where the student stands: paths are shown from there. */
  readonly here: string;
  readonly words: GraderWords;
  readonly input: NodeJS.ReadStream;
  readonly print: (text: string) => void;
}

class Watch {
  private readonly options: WatchOptions;
  private readonly course: readonly CourseExercise[] = courseOrder();
  private progress: CourseProgress;
  private at: number;
  /** What the file looked like when it was last graded. */
  private seen = '';
  private busy = false;
  private finish: (code: number) => void = () => {};

  constructor(options: WatchOptions) {
    this.options = options;
    this.progress = readProgress(options.folder);
    const open = this.course.findIndex(({ slug }) => slug === this.progress.open && !this.isSolved(slug));
    this.at = open >= 0 ? open : this.firstUnsolved();
  }

  /** Resolves to the exit code: 0 when all is solved, 1 when not, 130 after Ctrl-C. */
  async run(): Promise<number> {
    const { input } = this.options;
    const done = new Promise<number>((resolve) => (this.finish = resolve));
    if (this.at < 0) this.celebrate();
    else this.open();
    const timer = setInterval(() => void this.look(), LOOK_MS);
    const onKeys = (chunk: Buffer): void => {
      for (const key of chunk.toString('utf8')) this.press(key);
    };
    if (input.isTTY) input.setRawMode(true);
    input.on('data', onKeys);
    // Piped input may end; then there are no keys, and files are still watched.
    const code = await done;
    clearInterval(timer);
    input.off('data', onKeys);
    if (input.isTTY) input.setRawMode(false);
    input.pause();
    return code;
  }

  private get current(): CourseExercise {
    return this.course[this.at]!;
  }

  private get path(): string {
    return join(this.options.folder, `${this.current.slug}.ts`);
  }

  private isSolved(slug: string): boolean {
    return Object.hasOwn(this.progress.solved, slug);
  }

  /** The first unsolved one from a place on, going round; −1 when there is none. */
  private firstUnsolved(from = 0): number {
    for (let i = 0; i < this.course.length; i++) {
      const place = (from + i) % this.course.length;
      if (!this.isSolved(this.course[place]!.slug)) return place;
    }
    return -1;
  }

  private keep(changes: Partial<CourseProgress>): void {
    this.progress = { ...this.progress, ...changes };
    writeProgress(this.options.folder, this.progress);
  }

  /** Shows the task, and writes the start of its file where there is none. */
  private open(): void {
    const { here, words, print } = this.options;
    const { slug, lesson, task } = this.current;
    this.keep({ open: slug });
    if (!existsSync(this.path))
      writing(this.path, () => copyFileSync(startOf(slug), this.path, constants.COPYFILE_EXCL));
    this.seen = this.signature();
    const place = fill(words.course.place, { number: this.at + 1, total: this.course.length });
    const agreed = task.conventions.map((line) => `  · ${line}`).join('\n');
    print(`\n── ${place} · ${lesson || slug} ──\n\n${task.title}\n\n${task.text}\n\n${agreed}\n\n`);
    print(`${fill(words.course.file, { path: relative(here, this.path) })}\n${words.course.keys}\n`);
  }

  private celebrate(): void {
    const { words, print } = this.options;
    print(`\n${fill(words.course.complete, { total: this.course.length })}\n`);
    this.finish(0);
  }

  /** Changes when the file is saved; '' while it is not there. */
  private signature(): string {
    try {
      const { mtimeMs, size, ino } = statSync(this.path);
      return `${mtimeMs} ${size} ${ino}`;
    } catch {
      return '';
    }
  }

  private async look(): Promise<void> {
    const now = this.signature();
    if (this.busy || this.at < 0 || now === '' || now === this.seen) return;
    this.seen = now;
    await this.grade();
  }

  private async grade(): Promise<void> {
    const { words, print } = this.options;
    const { slug, task } = this.current;
    this.busy = true;
    try {
      const exercise = await loadExercise(slug);
      const start = readFileSync(startOf(slug), 'utf8');
      const verdict = await gradeSource(exercise, readAnswer(this.path, ''), { start });
      print(`\n${report(explain(verdict, exercise, words), words)}`);
      if (verdict.verdict !== 'PASS') return;
      const solved = { ...this.progress.solved, [slug]: { at: Date.now(), sha256: verdict.submission.sha256 } };
      this.keep({ solved });
      if (task.after !== '') print(`  ${task.after}\n`);
      this.go(this.firstUnsolved(this.at + 1));
    } catch (error) {
      print(`${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      this.busy = false;
    }
  }

  private go(place: number): void {
    this.at = place;
    if (place < 0) this.celebrate();
    else this.open();
  }

  private hint(): void {
    const { words, print } = this.options;
    const { slug, task } = this.current;
    const given = this.progress.hints[slug] ?? 0;
    const next = Math.min(given, task.hints.length - 1);
    this.keep({ hints: { ...this.progress.hints, [slug]: next + 1 } });
    const title = fill(words.course.hint, { number: next + 1, total: task.hints.length });
    print(`\n${title} ${task.hints[next] ?? ''}\n`);
  }

  private press(key: string): void {
    const { folder, words, print } = this.options;
    if (key === '\u0003') this.finish(130);
    if (key === 'q') this.finish(this.firstUnsolved() < 0 ? 0 : 1);
    if (key === 'l') print(`\n${listCourse(this.course, this.progress, folder, words)}`);
    if (this.at < 0 || this.busy) return;
    const { length } = this.course;
    if (key === 'h') this.hint();
    if (key === 'n') this.go((this.at + 1) % length);
    if (key === 'p') this.go((this.at + length - 1) % length);
    if (key === 'r') void this.grade();
  }
}

export const watchCourse = (options: WatchOptions): Promise<number> => new Watch(options).run();
