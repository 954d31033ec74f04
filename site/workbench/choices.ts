/**
 * A form of choices, and the code that says the same: `export const answers = { … }`. The code is what is graded and kept, so the form
 * is filled from it again after a reload.
 */

type Answer = string | number | null | readonly (string | null)[];

const questionsOf = (form: HTMLFormElement): readonly HTMLFieldSetElement[] => [
  ...form.querySelectorAll<HTMLFieldSetElement>('[data-question]'),
];

function answerOf(question: HTMLFieldSetElement): Answer {
  const places = [...question.querySelectorAll('select')].map(({ value }) => (value === '' ? null : value));
  if (places.length > 0) return places.every((place) => place === null) ? null : places;
  const number = question.querySelector<HTMLInputElement>('input[type="number"]');
  if (number) return number.value === '' ? null : number.valueAsNumber;
  const moment = question.querySelector<HTMLInputElement>('input[data-moment]')?.value.trim();
  // A number of a step, or a link to it, which the grader reads.
  if (moment !== undefined) return moment === '' ? null : /^\d{1,9}$/.test(moment) ? Number(moment) : moment;
  return question.querySelector<HTMLInputElement>('input:checked')?.value ?? null;
}

/** What the form says, as code. */
export function codeOfChoices(form: HTMLFormElement): string {
  const answers = questionsOf(form).map((question) => [question.dataset['question']!, answerOf(question)]);
  return `export const answers = ${JSON.stringify(Object.fromEntries(answers), null, 2)};\n`;
}

function readAnswers(code: string): Readonly<Record<string, Answer>> {
  const before = 'export const answers = ';
  const from = code.indexOf(before);
  try {
    return JSON.parse(from < 0 ? '{}' : code.slice(from + before.length, code.lastIndexOf(';'))) as Record<
      string,
      Answer
    >;
  } catch {
    return {}; // written by hand: it stands in the editor, where it came from
  }
}

/** Ticks and selects what the code says; code that was written by hand leaves the form as it is. */
export function fillChoices(form: HTMLFormElement, code: string): void {
  const answers = readAnswers(code);
  for (const question of questionsOf(form)) {
    const answer = answers[question.dataset['question']!] ?? null;
    for (const [place, select] of [...question.querySelectorAll('select')].entries())
      select.value = Array.isArray(answer) ? String(answer[place] ?? '') : '';
    for (const input of question.querySelectorAll<HTMLInputElement>('input[type="radio"]'))
      input.checked = input.value === answer;
    const number = question.querySelector<HTMLInputElement>('input[type="number"]');
    if (number && typeof answer === 'number') number.value = String(answer);
    const moment = question.querySelector<HTMLInputElement>('input[data-moment]');
    if (moment && (typeof answer === 'number' || typeof answer === 'string')) moment.value = String(answer);
  }
}
