/**
 * `<lesson-progress exercises="…">`: what is solved of a lesson, in a few words; empty while nothing was begun. And
 * `<after-solving exercise="…">`: what would give an exercise away stays folded until it is solved.
 */
import { type Progress, progressOf } from './Work.ts';
import { loadWork, onWorkChanged } from './workStore.ts';

const progressOfExercise = (slug: string): Progress => progressOf(loadWork(slug));

class LessonProgress extends HTMLElement {
  private stop: () => void = () => {};

  connectedCallback(): void {
    this.stop = onWorkChanged(() => this.show());
    this.show();
  }

  disconnectedCallback(): void {
    this.stop();
  }

  private show(): void {
    const states = (this.getAttribute('exercises') ?? '').split(' ').filter(Boolean).map(progressOfExercise);
    const solved = states.filter((state) => state === 'solved').length;
    const { some = '', all = '', begun = '' } = this.dataset;
    const text = some.replace('{solved}', String(solved)).replace('{total}', String(states.length));
    if (states.every((state) => state === 'new')) this.textContent = '';
    else if (solved === states.length) this.textContent = all;
    else this.textContent = solved === 0 ? begun : text;
  }
}

class AfterSolving extends HTMLElement {
  private stop: () => void = () => {};

  connectedCallback(): void {
    const details = this.querySelector('details');
    let solved = false;
    const show = (): void => {
      const now = progressOfExercise(this.getAttribute('exercise') ?? '') === 'solved';
      if (now && !solved && details) details.open = true;
      solved = now;
    };
    this.stop = onWorkChanged(show);
    show();
  }

  disconnectedCallback(): void {
    this.stop();
  }
}

if (!customElements.get('lesson-progress')) customElements.define('lesson-progress', LessonProgress);
if (!customElements.get('after-solving')) customElements.define('after-solving', AfterSolving);
