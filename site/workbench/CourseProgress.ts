/**
 * `<course-progress>`: how far a reader has come in the whole course, and the work as one file, out and in. Its markup is
 * YourWork.astro's; without this script it stays hidden, for then nothing is kept.
 */
import type { WorkbenchWords } from '../i18n/en/workbench.ts';
import { courseInFile, mergeCourse } from './Course.ts';
import { changeCourse, loadCourse } from './courseStore.ts';
import { mergeWork, progressOf } from './Work.ts';
import { MAX_WORK_FILE_BYTES, readWorkFile, writeWorkFile } from './workFile.ts';
import { allWork, announceWork, isKeptForGood, loadWork, onWorkChanged, saveWork } from './workStore.ts';

const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), template);

export class CourseProgress extends HTMLElement {
  private stop: () => void = () => {};

  connectedCallback(): void {
    this.hidden = false;
    this.piece('export').addEventListener('click', () => this.exportFile());
    const chooser = this.piece<HTMLInputElement>('file');
    this.piece('import').addEventListener('click', () => chooser.click());
    chooser.addEventListener('change', () => void this.importFile(chooser));
    this.stop = onWorkChanged(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private get words(): WorkbenchWords {
    return JSON.parse(this.piece('words').textContent ?? '') as WorkbenchWords;
  }

  private piece<T extends HTMLElement = HTMLElement>(name: string): T {
    return this.querySelector<T>(`[data-part="${name}"]`)!;
  }

  private show(): void {
    const exercises = (this.dataset['exercises'] ?? '').split(' ').filter(Boolean);
    const work = allWork();
    const states = exercises.map((slug) => progressOf(work.get(slug) ?? null));
    const count = (state: string): number => states.filter((one) => one === state).length;
    const numbers = { solved: count('solved'), total: exercises.length, begun: count('begun') };
    this.piece('summary').textContent = fill(this.words.courseProgress, numbers);
    this.piece<HTMLButtonElement>('export').disabled = work.size === 0;
    if (work.size > 0) void this.warnOfClearing();
  }

  private async warnOfClearing(): Promise<void> {
    this.piece('clearing').hidden = await isKeptForGood();
  }

  private exportFile(): void {
    const now = Date.now();
    // The way through the lessons goes along; whoever marks the file reads its exercises alone.
    const file = { ...(JSON.parse(writeWorkFile(allWork(), now)) as object), course: loadCourse() };
    const text = `${JSON.stringify(file, null, 1)}\n`;
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = this.words.workFileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  private async importFile(chooser: HTMLInputElement): Promise<void> {
    const [file] = chooser.files ?? [];
    if (!file) return;
    this.piece('status').textContent =
      file.size > MAX_WORK_FILE_BYTES ? this.words.importFailed['too-large'] : this.takeIn(await file.text());
    chooser.value = ''; // so that the same file can be chosen again
  }

  /** Takes a file's text in; what to say about it. */
  private takeIn(text: string): string {
    const { words } = this;
    const read = readWorkFile(text);
    if (!read.ok) return words.importFailed[read.reason];
    let kept = true;
    for (const [slug, work] of read.work) {
      // Nothing may be lost: where this tab has seen what is kept, it is still merged.
      const there = loadWork(slug);
      kept = saveWork(slug, there ? mergeWork(there, work) : work).kept && kept;
    }
    const come = courseInFile(text);
    if (come !== null) kept = changeCourse((course) => mergeCourse(course, come)) && kept;
    announceWork(null);
    if (!kept) return words.importNotKept;
    const number = read.work.size;
    const skipped = read.skipped.slice(0, 5).join(', ');
    return read.skipped.length === 0
      ? fill(words.imported, { number })
      : fill(words.importedPartly, { number, skipped });
  }
}

if (!customElements.get('course-progress')) customElements.define('course-progress', CourseProgress);
