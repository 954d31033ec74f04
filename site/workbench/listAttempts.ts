/** The list of what was tried before, the latest first, each with a button that brings it back. */
import type { WorkbenchWords } from '../i18n/en/workbench.ts';
import type { Attempt } from './Work.ts';

const fill = (template: string, score: number, max: number): string =>
  template.replace('{score}', String(score)).replace('{max}', String(max));

export function listAttempts(
  list: HTMLElement,
  attempts: readonly Attempt[],
  words: WorkbenchWords,
  bringBack: (code: string) => void,
): void {
  const when = new Intl.DateTimeFormat(document.documentElement.lang || 'en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const items = attempts.toReversed().map(({ at, code, score, max }) => {
    const item = document.createElement('li');
    const time = document.createElement('time');
    time.dateTime = new Date(at).toISOString();
    time.textContent = at === 0 ? words.attemptBefore : when.format(at);
    const result = score === null || max === null ? words.draft : fill(words.attemptPoints, score, max);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = words.bringBack;
    button.addEventListener('click', () => bringBack(code));
    item.append(time, ` · ${result} · `, button);
    return item;
  });
  list.replaceChildren(...items);
}
