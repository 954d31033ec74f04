/** A verdict as elements: what there is to say comes from explain.ts, how it looks from workbench.css. Student text stays text. */

import type { Exercise } from '../../exercises/grader/Exercise.ts';
import type { GraderWords } from '../../exercises/grader/english.ts';
import { explain, type FailureView, fill, type VerdictView } from '../../exercises/grader/explain.ts';
import type { Verdict } from '../../exercises/grader/verdict.ts';
import { momentAddress } from './momentAddress.ts';

/** As much of what the student printed as a page can bear. */
const LOG_CHARACTERS = 2000;

function element(tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Where a run shows the mistake: a player of this page where one has that run, else the run's own page. */
function momentLink(moment: string, words: GraderWords, site: string): Node {
  const link = document.createElement('a');
  link.href = momentAddress(moment, site);
  link.textContent = words.momentLink;
  return element('p', 'verdict-moment', link);
}

/** The short part, which is announced: points, and the mistake by name with what to do about it. */
function statusOf({ headline, diagnosis, passed }: VerdictView, words: GraderWords, site: string): readonly Node[] {
  const head = element('p', 'verdict-headline', headline);
  head.dataset['passed'] = String(passed);
  if (diagnosis === null) return [head];
  const rung = diagnosis.rung === '' ? [] : [element('p', 'verdict-rung', diagnosis.rung)];
  return [
    head,
    element('p', 'verdict-name', diagnosis.title),
    element('p', 'verdict-advice', diagnosis.advice),
    ...rung,
    ...(diagnosis.moment === null ? [] : [momentLink(diagnosis.moment, words, site)]),
  ];
}

function partsTable({ parts }: VerdictView): Node {
  const rows = parts.map(({ title, points, passed, note }) => {
    const row = element(
      'tr',
      '',
      element('td', 'verdict-mark', passed ? '✓' : '✗'),
      element('th', '', title),
      element('td', 'verdict-points', points),
      element('td', 'verdict-note', note),
    );
    row.querySelector('th')!.scope = 'row';
    row.querySelector('td')!.ariaHidden = 'true';
    return row;
  });
  return element('table', 'verdict-parts', element('tbody', '', ...rows));
}

function cellTable({ got, expected }: FailureView, words: GraderWords): Node {
  const row = (name: string, value: string): Node =>
    element('tr', '', element('th', '', name), element('td', '', value));
  return element('table', 'verdict-cell', element('tbody', '', row(words.got, got), row(words.expected, expected)));
}

function failureBlock(failure: FailureView, words: GraderWords): readonly Node[] {
  const call = element('pre', 'verdict-call', failure.call.join('\n'));
  call.tabIndex = 0;
  return [
    ...(failure.place === ''
      ? []
      : [
          element('p', 'verdict-place', `${words.firstWrong}: `, element('code', '', failure.place)),
          cellTable(failure, words),
        ]),
    ...(failure.note === '' ? [] : [element('p', 'verdict-note', failure.note)]),
    element('details', 'verdict-case', element('summary', '', fill(words.inCase, { case: failure.case })), call),
  ];
}

/** The long part: points by part, the first wrong cell with its call, notes, and what the code printed. */
function detailsOf(view: VerdictView, words: GraderWords): readonly Node[] {
  const log = element('pre', 'verdict-log', view.log.slice(0, LOG_CHARACTERS));
  log.tabIndex = 0;
  return [
    partsTable(view),
    ...(view.failure ? failureBlock(view.failure, words) : []),
    ...view.warnings.map((text) => element('p', 'verdict-warning', `${words.warningTitle}: ${text}`)),
    ...(view.seed === '' ? [] : [element('p', 'verdict-seed', view.seed)]),
    ...(view.log === '' ? [] : [element('p', 'verdict-printed', words.printed), log]),
  ];
}

/**
 * Shows a verdict in two places of the page: `status` is announced by screen readers, `details` is there to be read.
 *
 * @param places the two, and the address under which the site has its pages in this language
 */
export function showVerdict(
  verdict: Verdict,
  exercise: Exercise,
  words: GraderWords,
  { status, details, site }: { readonly status: HTMLElement; readonly details: HTMLElement; readonly site: string },
): void {
  const view = explain(verdict, exercise, words, document.documentElement.lang.toLowerCase());
  status.replaceChildren(...statusOf(view, words, site));
  details.replaceChildren(...detailsOf(view, words));
}
